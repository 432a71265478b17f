"""How far coders agree: percent, kappa, alpha and the unitizing alphas. Values in, values out; no database."""
