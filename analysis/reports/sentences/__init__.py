"""Tables -> what is said of them in words: findings, methods, captions' counts; every number with its n."""
