"""How the names models are trained: from texts to models, figures and card; needs the extra `train`."""
