"""Every choice follows from SEED and from what it is made for, so that two builds choose the same."""
import os
import random

SEED = os.environ.get("LIBRARY_SEED") or "music-locker-1"


def rng(*purpose):
    return random.Random("/".join([SEED, *map(str, purpose)]))


def pick(r, weighted):
    """One of the tuples, by the weight that each begins with."""
    return r.choices(weighted, weights=[w[0] for w in weighted])[0]
