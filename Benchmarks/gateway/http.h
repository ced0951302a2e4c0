// A client of HTTP/1.1 that does not wait: one connection, one request at a time.
#ifndef BENCHMARK_HTTP_H
#define BENCHMARK_HTTP_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

enum { HTTP_HEAD = 16384, HTTP_BEGINNING = 512 };

enum http_state { HTTP_IDLE, HTTP_IN_HEAD, HTTP_IN_BODY, HTTP_CHUNK_LENGTH, HTTP_CHUNK, HTTP_CHUNK_END, HTTP_TRAILER,
                  HTTP_TO_THE_END };

struct http {
    int socket; // -1 without one
    enum http_state state;
    const char *unsent;
    size_t unsent_length;
    char head[HTTP_HEAD + 1];
    size_t head_length;
    char line[32]; // the length of a chunk
    size_t line_length;
    int status;
    bool closes;
    long long left;       // of the body or of a chunk; -1 where nobody says
    long long body_bytes; // so far
    char beginning[HTTP_BEGINNING + 1];
    size_t beginning_length;
};

// What is done with a piece of a body.
typedef void (*http_taker)(void *context, const char *data, size_t length);

// Connects from an address of the loopback that `number` chooses, 200 connections to each.
bool http_connect(struct http *, const struct sockaddr_in *server, int number);
void http_close(struct http *);
// Begins a request, whose bytes stay where they are until it is answered. Both return 1 when all is done, 0 where the
// socket is not ready, -1 when the connection is of no use any more.
int http_begin(struct http *, const char *request, size_t length);
int http_send(struct http *);
int http_receive(struct http *, http_taker, void *context);

// Seconds, of a clock that goes on.
double now(void);
// Seconds of the processor that this process has had.
double processor(void);
// As many descriptors as this process may have.
void take_descriptors(void);
struct sockaddr_in server_at(const char *address, const char *port);
// Lines of standard input, without their ends; the last is NULL. Of none, the program ends.
char **read_lines(size_t *count);
// Ends the program.
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Numbers of which quantiles are told.
struct samples {
    double *values;
    size_t count, room;
};
void samples_add(struct samples *, double);
void samples_sort(struct samples *);
// Of sorted ones; 0 of none.
double samples_quantile(const struct samples *, double);

#endif
