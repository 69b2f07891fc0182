"""`python -m evals.scale`: what search costs and finds as the library grows."""
