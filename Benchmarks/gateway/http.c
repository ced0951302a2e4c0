#define _GNU_SOURCE
#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ = 256 << 10, PER_ADDRESS = 200 };

bool http_connect(struct http *http, const struct sockaddr_in *server, int number) {
    memset(http, 0, sizeof *http);
    http->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (http->socket < 0) return false;
    int yes = 1, place = number / PER_ADDRESS;
    struct sockaddr_in from = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(0x7f010001u + (unsigned)(place / 200 * 256 + place % 200))};
    setsockopt(http->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    // The port is chosen when it connects: else an address has none left after 28,000 of one.
    setsockopt(http->socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(http->socket, (struct sockaddr *)&from, sizeof from) != 0 ||
        connect(http->socket, (const struct sockaddr *)server, sizeof *server) != 0 ||
        fcntl(http->socket, F_SETFL, O_NONBLOCK) != 0) {
        http_close(http);
        return false;
    }
    return true;
}

void http_close(struct http *http) {
    if (http->socket >= 0) close(http->socket);
    http->socket = -1;
    http->state = HTTP_IDLE;
}

int http_begin(struct http *http, const char *request, size_t length) {
    http->state = HTTP_IN_HEAD;
    http->unsent = request;
    http->unsent_length = length;
    http->head_length = http->line_length = http->beginning_length = 0;
    http->status = 0;
    http->closes = false;
    http->left = -1;
    http->body_bytes = 0;
    return http_send(http);
}

int http_send(struct http *http) {
    while (http->unsent_length > 0) {
        ssize_t sent = send(http->socket, http->unsent, http->unsent_length, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN ? 0 : -1;
        http->unsent += sent;
        http->unsent_length -= (size_t)sent;
    }
    return 1;
}

// What a head says of its body. Names of fields are at the beginnings of lines.
static bool read_head(struct http *http) {
    http->head[http->head_length] = 0;
    if (sscanf(http->head, "HTTP/1.%*c %d", &http->status) != 1) return false;
    http->state = HTTP_TO_THE_END;
    for (char *line = strstr(http->head, "\r\n"); line; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, "content-length:", 15) == 0) {
            http->left = strtoll(line + 15, NULL, 10);
            http->state = HTTP_IN_BODY;
        } else if (strncasecmp(line, "transfer-encoding: chunked", 26) == 0) {
            http->state = HTTP_CHUNK_LENGTH;
        } else if (strncasecmp(line, "connection: close", 17) == 0) {
            http->closes = true;
        }
    }
    if (http->state == HTTP_IN_BODY && http->left == 0) http->state = HTTP_IDLE;
    return true;
}

static void take(struct http *http, const char *data, size_t length, http_taker taker, void *context) {
    size_t room = HTTP_BEGINNING - http->beginning_length, kept = length < room ? length : room;
    memcpy(http->beginning + http->beginning_length, data, kept);
    http->beginning_length += kept;
    http->body_bytes += (long long)length;
    if (taker) taker(context, data, length);
}

// Adds a byte of a line within a chunked body; whether the line is whole, without its end.
static bool line_byte(struct http *http, char byte) {
    if (byte == '\n') return true;
    if (byte != '\r' && http->line_length < sizeof http->line - 1) http->line[http->line_length++] = byte;
    return false;
}

static void end_line(struct http *http) {
    http->line[http->line_length] = 0;
    if (http->state == HTTP_CHUNK_LENGTH) {
        http->left = strtoll(http->line, NULL, 16);
        http->state = http->left > 0 ? HTTP_CHUNK : HTTP_TRAILER;
    } else if (http->state == HTTP_CHUNK_END) {
        http->state = HTTP_CHUNK_LENGTH;
    } else if (http->line_length == 0) {
        http->state = HTTP_IDLE;
    }
    http->line_length = 0;
}

// Takes what came, at least one byte of it; how many it took, or -1.
static ssize_t advance(struct http *http, const char *data, size_t length, http_taker taker, void *context) {
    switch (http->state) {
    case HTTP_IN_HEAD: {
        size_t before = http->head_length, room = HTTP_HEAD - before, kept = length < room ? length : room;
        memcpy(http->head + before, data, kept);
        size_t from = before < 3 ? 0 : before - 3;
        char *end = memmem(http->head + from, before + kept - from, "\r\n\r\n", 4);
        if (!end) {
            http->head_length += kept;
            return kept == room ? -1 : (ssize_t)kept;
        }
        http->head_length = (size_t)(end - http->head) + 4;
        return read_head(http) ? (ssize_t)(http->head_length - before) : -1;
    }
    case HTTP_IN_BODY:
    case HTTP_CHUNK: {
        size_t taken = (long long)length < http->left ? length : (size_t)http->left;
        take(http, data, taken, taker, context);
        http->left -= (long long)taken;
        if (http->left == 0) http->state = http->state == HTTP_CHUNK ? HTTP_CHUNK_END : HTTP_IDLE;
        return (ssize_t)taken;
    }
    case HTTP_TO_THE_END:
        take(http, data, length, taker, context);
        return (ssize_t)length;
    case HTTP_IDLE:
        return -1; // more than was asked for
    default:
        if (line_byte(http, *data)) end_line(http);
        return 1;
    }
}

int http_receive(struct http *http, http_taker taker, void *context) {
    static char buffer[READ];
    for (;;) {
        ssize_t count = recv(http->socket, buffer, sizeof buffer, 0);
        if (count < 0) return errno == EAGAIN ? 0 : -1;
        if (count == 0) return http->state == HTTP_TO_THE_END ? (http->closes = true, http->state = HTTP_IDLE, 1) : -1;
        for (ssize_t at = 0; at < count;) {
            ssize_t taken = advance(http, buffer + at, (size_t)(count - at), taker, context);
            if (taken < 0) return -1;
            at += taken;
        }
        if (http->state == HTTP_IDLE) return 1;
    }
}
