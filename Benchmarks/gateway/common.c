#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "http.h"

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double now(void) { return seconds(CLOCK_MONOTONIC); }

double processor(void) { return seconds(CLOCK_PROCESS_CPUTIME_ID); }

void take_descriptors(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

struct sockaddr_in server_at(const char *address, const char *port) {
    struct sockaddr_in found = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port))};
    if (inet_pton(AF_INET, address, &found.sin_addr) != 1) fail("%s is no address", address);
    return found;
}

char **read_lines(size_t *count) {
    char **lines = NULL, *line = NULL;
    size_t room = 0, size = 0;
    ssize_t length;
    *count = 0;
    while ((length = getline(&line, &size, stdin)) > 0) {
        if (line[length - 1] == '\n') line[length - 1] = 0;
        if (*count + 1 >= room) lines = realloc(lines, (room = room * 2 + 64) * sizeof *lines);
        lines[(*count)++] = strdup(line);
    }
    free(line);
    if (*count == 0) fail("nothing to ask for on standard input");
    lines[*count] = NULL;
    return lines;
}

void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    exit(1);
}

void samples_add(struct samples *samples, double value) {
    if (samples->count == samples->room)
        samples->values = realloc(samples->values, (samples->room = samples->room * 2 + 1024) * sizeof(double));
    samples->values[samples->count++] = value;
}

static int by_value(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

void samples_sort(struct samples *samples) {
    if (samples->count) qsort(samples->values, samples->count, sizeof(double), by_value);
}

double samples_quantile(const struct samples *samples, double part) {
    if (samples->count == 0) return 0;
    size_t at = (size_t)(part * (double)samples->count);
    return samples->values[at < samples->count ? at : samples->count - 1];
}
