// Asks for one thing after the other, over some connections, and tells how long answers took.
//
//     load ADDRESS PORT CLIENTS SECONDS REQUESTS STATUS TEXT [FIELD] < TARGETS
//
// A line of standard input is the target of a request, and behind a tab the range that it asks for. Clients take them in
// turn, and begin again at the end, until the seconds are over or so many were asked for (0: no bound). Each answer has to
// have that status, and not TEXT within its first 512 bytes ("-": whatever it has). FIELD is a header field of all.
// Prints an object of JSON; milliseconds are from the first byte of a request to the last of its answer.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "http.h"

enum { PATIENCE = 120 }; // seconds that an answer may take after the end

struct client {
    struct http http;
    double began;
};

static struct sockaddr_in server;
static char **requests;
static size_t request_count, asked, limit, answered, failed, refused;
static long long bytes;
static double end;
static int epoll, status;
static const char *text;
static struct samples times;
static char first_failure[300];

static char *request(char *line, const char *field) {
    char *range = strchr(line, '\t'), *made;
    if (range) *range++ = 0;
    if (asprintf(&made, "GET %s HTTP/1.1\r\nHost: benchmark\r\n%s%s%s%s%s\r\n", line, field, *field ? "\r\n" : "",
                 range ? "Range: bytes=" : "", range ? range : "", range ? "\r\n" : "") < 0)
        abort();
    return made;
}

static void note_failure(const struct http *http, const char *what) {
    if (!*first_failure)
        snprintf(first_failure, sizeof first_failure, "%s: status %d, %.150s", what, http->status, http->beginning);
}

static void open_connection(struct client *client, int number) {
    if (!http_connect(&client->http, &server, number)) fail("the server takes no connections any more");
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = client};
    epoll_ctl(epoll, EPOLL_CTL_ADD, client->http.socket, &event);
}

// Begins the next request, over another connection where there is none; whether there is one.
static bool next(struct client *client, int number) {
    while (now() < end && !(limit && asked >= limit)) {
        if (client->http.socket < 0) open_connection(client, number);
        const char *of_next = requests[asked++ % request_count];
        client->began = now();
        if (http_begin(&client->http, of_next, strlen(of_next)) >= 0) return true;
        failed++;
        note_failure(&client->http, "a request could not be sent");
        http_close(&client->http);
    }
    return false;
}

static bool is_good(struct http *http) {
    http->beginning[http->beginning_length] = 0;
    return http->status == status && (!strcmp(text, "-") || !strstr(http->beginning, text));
}

// What a client has become of what came; whether it goes on.
static bool advance(struct client *client, int number) {
    int received = client->http.unsent_length && http_send(&client->http) < 0
                       ? -1
                       : http_receive(&client->http, NULL, NULL);
    if (received == 0) return true;
    if (received < 0) {
        failed++;
        note_failure(&client->http, "the connection ended");
        http_close(&client->http);
    } else {
        answered++;
        bytes += client->http.body_bytes;
        samples_add(&times, now() - client->began);
        if (!is_good(&client->http)) {
            refused++;
            note_failure(&client->http, "not as it has to be");
        }
        if (client->http.closes) http_close(&client->http);
    }
    return next(client, number);
}

int main(int count, char **arguments) {
    if (count != 8 && count != 9) fail("usage: load ADDRESS PORT CLIENTS SECONDS REQUESTS STATUS TEXT [FIELD]");
    signal(SIGPIPE, SIG_IGN);
    take_descriptors();
    server = server_at(arguments[1], arguments[2]);
    int clients = atoi(arguments[3]), active = 0;
    limit = (size_t)atoll(arguments[5]);
    status = atoi(arguments[6]);
    text = arguments[7];
    char **lines = read_lines(&request_count);
    requests = calloc(request_count, sizeof *requests);
    for (size_t n = 0; n < request_count; n++) requests[n] = request(lines[n], count == 9 ? arguments[8] : "");
    struct client *all = calloc((size_t)clients, sizeof *all);
    epoll = epoll_create1(0);
    double start = now(), before = processor();
    end = start + atof(arguments[4]);
    for (int n = 0; n < clients; n++) {
        all[n].http.socket = -1;
        active += next(&all[n], n);
    }
    while (active > 0) {
        struct epoll_event events[64];
        int ready = epoll_wait(epoll, events, 64, 1000);
        if (now() > end + PATIENCE) fail("no answer after %d seconds", PATIENCE);
        for (int n = 0; n < ready; n++) {
            struct client *client = events[n].data.ptr;
            if (client->http.state == HTTP_IDLE) continue; // it has made all of its requests
            active -= !advance(client, (int)(client - all));
        }
    }
    double seconds = now() - start, own = processor() - before;
    samples_sort(&times);
    for (char *at = first_failure; *at; at++)
        if (*at < ' ' || *at == '"' || *at == '\\' || *at > '~') *at = '.';
    printf("{\"requests\": %zu, \"failed\": %zu, \"wrong\": %zu, \"first_failure\": \"%s\", \"seconds\": %.6f, "
           "\"bytes\": %lld, \"p50_ms\": %.4f, \"p99_ms\": %.4f, \"longest_ms\": %.4f, \"own_cpu_seconds\": %.4f}\n",
           answered, failed, refused, first_failure, seconds, bytes, 1e3 * samples_quantile(&times, 0.5),
           1e3 * samples_quantile(&times, 0.99), 1e3 * samples_quantile(&times, 1), own);
    return 0;
}
