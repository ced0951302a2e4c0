#include "lanes.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *locker_lanes_names(void) {
    return getenv("LOCKER_LANES");
}

bool locker_lanes_allow(const char *names, const char *name) {
    if (names == NULL || *names == 0 || strcmp(name, "plain") == 0) return true;
    const size_t length = strlen(name);
    for (const char *next = names; next != NULL; next = strchr(next, ',')) {
        if (*next == ',') next += 1;
        if (strncmp(next, name, length) == 0 && (next[length] == ',' || next[length] == 0)) return true;
    }
    return false;
}

uint64_t locker_lanes_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}
