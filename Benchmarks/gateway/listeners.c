// Listeners, each of whom takes a song as it plays: a piece of 64 KiB by a range for each time that one lasts.
//
//     listeners ADDRESS PORT LISTENERS SECONDS BITS-A-SECOND [FIELD] < TARGETS
//
// A line of standard input is the target of a song, and behind a tab its length; each listener has one, in turn where
// there are fewer. They begin spread over the time of a piece, at places in their songs that a fixed seed chooses, and go
// on in order. An answer is late when all of it is there only after the time of a piece: the piece before is over then. Its
// listener goes on with the next piece at its time. Prints an object of JSON; the processor's time is this program's.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "http.h"

enum { PIECE = 65536 };

struct listener {
    struct http http;
    const char *target;
    long long size, offset;
    double began, due;
    char request[1024];
};

static struct sockaddr_in server;
static struct listener *all;
static int epoll, count;
static const char *field = "";
static double interval;
static size_t late, failed, wrong, unanswered;
static long long bytes;
static struct samples times;

static void open_connection(struct listener *listener) {
    if (!http_connect(&listener->http, &server, (int)(listener - all)))
        fail("the server took %td connections of %d", listener - all, count);
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener->http.socket, &event);
}

static void lose(struct listener *listener) {
    failed++;
    http_close(&listener->http);
}

static long long piece_of(const struct listener *listener) {
    long long left = listener->size - listener->offset;
    return left < PIECE ? left : PIECE;
}

static void ask(struct listener *listener) {
    if (listener->http.socket < 0) open_connection(listener);
    if (listener->offset >= listener->size) listener->offset = 0;
    int length = snprintf(listener->request, sizeof listener->request,
                          "GET %s HTTP/1.1\r\nHost: benchmark\r\n%s%sRange: bytes=%lld-%lld\r\n\r\n", listener->target,
                          field, *field ? "\r\n" : "", listener->offset,
                          listener->offset + piece_of(listener) - 1);
    if (length >= (int)sizeof listener->request) fail("a target is too long: %s", listener->target);
    listener->began = now();
    if (http_begin(&listener->http, listener->request, (size_t)length) < 0) lose(listener);
}

static void hear(struct listener *listener) {
    if (listener->http.unsent_length && http_send(&listener->http) < 0) {
        lose(listener);
        return;
    }
    int received = http_receive(&listener->http, NULL, NULL);
    if (received < 0) lose(listener);
    if (received <= 0) return;
    double took = now() - listener->began;
    samples_add(&times, took);
    late += took > interval;
    wrong += listener->http.status != 206 || listener->http.body_bytes != piece_of(listener);
    bytes += listener->http.body_bytes;
    listener->offset += PIECE;
    if (listener->http.closes) http_close(&listener->http);
}

static void hear_all(double until) {
    double left = until - now();
    struct epoll_event events[256];
    int ready = epoll_wait(epoll, events, 256, left > 0 ? (int)(left * 1e3) + 1 : 0);
    for (int n = 0; n < ready; n++) {
        struct listener *listener = events[n].data.ptr;
        if (listener->http.socket >= 0 && listener->http.state != HTTP_IDLE) hear(listener);
    }
}

// In the order of their times, which come round again and again in the same order.
static void play(double start, double end) {
    for (long turn = 0;; turn++) {
        struct listener *listener = &all[turn % count];
        listener->due = start + interval * (double)turn / count;
        if (listener->due >= end) return;
        while (now() < listener->due) hear_all(listener->due);
        if (listener->http.state == HTTP_IDLE) ask(listener); // else its answer is late already
        if (turn % 64 == 0) hear_all(0);
    }
}

static void wait_for_the_last(void) {
    double until = now() + 5;
    for (bool waiting = true; waiting && now() < until;) {
        hear_all(until < now() + 0.01 ? until : now() + 0.01);
        waiting = false;
        for (int n = 0; n < count; n++) waiting |= all[n].http.socket >= 0 && all[n].http.state != HTTP_IDLE;
    }
    for (int n = 0; n < count; n++) unanswered += all[n].http.socket >= 0 && all[n].http.state != HTTP_IDLE;
}

int main(int argument_count, char **arguments) {
    if (argument_count != 6 && argument_count != 7)
        fail("usage: listeners ADDRESS PORT LISTENERS SECONDS BITS-A-SECOND [FIELD]");
    signal(SIGPIPE, SIG_IGN);
    take_descriptors();
    server = server_at(arguments[1], arguments[2]);
    count = atoi(arguments[3]);
    interval = PIECE * 8 / atof(arguments[5]);
    if (argument_count == 7) field = arguments[6];
    size_t songs;
    char **lines = read_lines(&songs);
    all = calloc((size_t)count, sizeof *all);
    epoll = epoll_create1(0);
    srand(1);
    for (int n = 0; n < count; n++) {
        char *tab = strchr(lines[(size_t)n % songs], '\t');
        all[n].target = strndup(lines[(size_t)n % songs], (size_t)(tab ? tab - lines[(size_t)n % songs] : 0));
        all[n].size = tab ? atoll(tab + 1) : 0;
        if (all[n].size < 1) fail("no length behind a target: %s", lines[(size_t)n % songs]);
        all[n].offset = rand() % (all[n].size / 2 / PIECE + 1) * PIECE;
        open_connection(&all[n]);
    }
    double start = now(), before = processor(), seconds = atof(arguments[4]);
    play(start, start + seconds);
    wait_for_the_last();
    seconds = now() - start;
    double own = processor() - before;
    samples_sort(&times);
    printf("{\"listeners\": %d, \"songs\": %zu, \"answers\": %zu, \"late\": %zu, \"failed\": %zu, \"wrong\": %zu, "
           "\"unanswered\": %zu, \"seconds\": %.3f, \"bytes\": %lld, \"p50_ms\": %.3f, \"p99_ms\": %.3f, "
           "\"longest_ms\": %.3f, \"own_cpu_seconds\": %.3f}\n",
           count, songs, times.count, late, failed, wrong, unanswered, seconds, bytes,
           1e3 * samples_quantile(&times, 0.5), 1e3 * samples_quantile(&times, 0.99), 1e3 * samples_quantile(&times, 1),
           own);
    return 0;
}
