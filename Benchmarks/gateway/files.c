// Takes whole files, and holds what came against their digests.
//
//     files ADDRESS PORT CLIENTS yes|no [FIELD] < TARGETS
//
// A line of standard input is the target of a file, and behind tabs its length and the SHA-256 of its bytes, in
// hexadecimal. Each is taken once. With `no`, only lengths are looked at. Prints an object of JSON; the processor's time is
// this program's, and what of it went into digests is told apart.
#define _GNU_SOURCE
#include <openssl/evp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>

#include "http.h"

struct file {
    char *request, *digest;
    long long size;
};

struct client {
    struct http http;
    const struct file *file;
    EVP_MD_CTX *hash;
};

static struct sockaddr_in server;
static struct file *files;
static size_t file_count, asked, wrong;
static bool checks;
static int epoll;
static long long bytes;
static double checking;

static double processor_of_thread(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void check(void *context, const char *data, size_t length) {
    double before = processor_of_thread();
    EVP_DigestUpdate(((struct client *)context)->hash, data, length);
    checking += processor_of_thread() - before;
}

static struct file file_of(char *line, const char *field) {
    struct file file;
    char *size = strchr(line, '\t');
    if (!size) fail("no length behind a target: %s", line);
    *size++ = 0;
    char *digest = strchr(size, '\t');
    if (!digest) fail("no digest behind a length: %s", line);
    file.size = atoll(size);
    file.digest = digest + 1;
    if (asprintf(&file.request, "GET %s HTTP/1.1\r\nHost: benchmark\r\n%s%s\r\n", line, field, *field ? "\r\n" : "") < 0)
        abort();
    return file;
}

static void open_connection(struct client *client, int number) {
    if (!http_connect(&client->http, &server, number)) fail("the server takes no connections any more");
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = client};
    epoll_ctl(epoll, EPOLL_CTL_ADD, client->http.socket, &event);
}

// Whether there is one more.
static bool next(struct client *client, int number) {
    if (asked == file_count) return false;
    if (client->http.socket < 0) open_connection(client, number);
    client->file = &files[asked++];
    EVP_DigestInit_ex(client->hash, EVP_sha256(), NULL);
    if (http_begin(&client->http, client->file->request, strlen(client->file->request)) < 0)
        fail("a request could not be sent");
    return true;
}

static bool is_whole(struct client *client) {
    if (client->http.status != 200 || client->http.body_bytes != client->file->size) return false;
    if (!checks) return true;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length;
    char text[2 * EVP_MAX_MD_SIZE + 1];
    EVP_DigestFinal_ex(client->hash, digest, &length);
    for (unsigned n = 0; n < length; n++) sprintf(text + 2 * n, "%02x", digest[n]);
    return strcmp(text, client->file->digest) == 0;
}

static bool advance(struct client *client, int number) {
    if (client->http.unsent_length && http_send(&client->http) < 0) fail("a request could not be sent");
    int received = http_receive(&client->http, checks ? check : NULL, client);
    if (received < 0) fail("a connection ended after %lld bytes of %s", client->http.body_bytes, client->file->request);
    if (received == 0) return true;
    bytes += client->http.body_bytes;
    wrong += !is_whole(client);
    if (client->http.closes) http_close(&client->http);
    return next(client, number);
}

int main(int count, char **arguments) {
    if (count != 5 && count != 6) fail("usage: files ADDRESS PORT CLIENTS yes|no [FIELD]");
    signal(SIGPIPE, SIG_IGN);
    server = server_at(arguments[1], arguments[2]);
    int clients = atoi(arguments[3]), active = 0;
    checks = !strcmp(arguments[4], "yes");
    char **lines = read_lines(&file_count);
    files = calloc(file_count, sizeof *files);
    for (size_t n = 0; n < file_count; n++) files[n] = file_of(lines[n], count == 6 ? arguments[5] : "");
    struct client *all = calloc((size_t)clients, sizeof *all);
    epoll = epoll_create1(0);
    double start = now(), before = processor();
    for (int n = 0; n < clients; n++) {
        all[n].http.socket = -1;
        all[n].hash = EVP_MD_CTX_new();
        active += next(&all[n], n);
    }
    while (active > 0) {
        struct epoll_event events[64];
        int ready = epoll_wait(epoll, events, 64, 60000);
        if (ready == 0) fail("nothing came for a minute");
        for (int n = 0; n < ready; n++) {
            struct client *client = events[n].data.ptr;
            if (client->http.state != HTTP_IDLE) active -= !advance(client, (int)(client - all));
        }
    }
    printf("{\"files\": %zu, \"wrong\": %zu, \"bytes\": %lld, \"seconds\": %.6f, \"own_cpu_seconds\": %.4f, "
           "\"checking_cpu_seconds\": %.4f}\n",
           file_count, wrong, bytes, now() - start, processor() - before, checking);
    return 0;
}
