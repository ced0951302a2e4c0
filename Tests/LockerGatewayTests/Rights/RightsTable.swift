/// Everything that can be asked of the gateway. What changes libraries is behind what reads them.
enum RightsTable {
    static var rows: [RightsRow] {
        [calls, refusedCalls, forms, own, page, uploads, changes].flatMap { $0 }
    }

    /// The gateway's own routes.
    private static let own: [RightsRow] = [
        .own("GET /healthz", .done, isPublic: true),
        .own("HEAD /healthz", .done, isPublic: true),
        .own("GET /invite", .done, isPublic: true),
        .own(
            "POST /api/v1/invites/accept", body: #"{"code": "{code}", "password": "another good one"}"#, .refused,
            isPublic: true),
        .own(
            "POST /api/v1/tokens", body: #"{"name": "{person}", "password": "wrong password", "label": "l"}"#, .refused,
            isPublic: true),
        .own("GET /api/v1/libraries", .shows("{library}")),
        .own("GET /api/v1/libraries/{library}/entries", at: "/api/v1/libraries/{library}/entries", .shows("{file}")),
        .own(
            "GET /api/v1/libraries/{library}/entries",
            at: "/api/v1/libraries/{library}/entries?under={folder}&revision=1&one_level=1", .shows("{file}")),
        .own(
            "GET /api/v1/libraries/{library}/songs", at: "/api/v1/libraries/{library}/songs?limit=9",
            .shows("{title}")),
        .own(
            "PUT /api/v1/libraries/{library}/suggestions/{song}", at: "/api/v1/libraries/{library}/suggestions/{song}",
            .refused),
        .own(
            "DELETE /api/v1/libraries/{library}/suggestions/{song}",
            at: "/api/v1/libraries/{library}/suggestions/{song}", .done),
        .own(
            "GET /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{note}",
            .shows("{words}")),
        .own("GET /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{folder}", .refused),
        .own("HEAD /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{note}", .done),
        .own("GET /api/v1/blobs/{blob}", at: "/api/v1/blobs/{blob}", .shows("{words}")),
        .own("GET /api/v1/blobs/{blob}", at: "/api/v1/blobs/{blob}?name={note}", .shows("{words}")),
        .own("HEAD /api/v1/blobs/{blob}", at: "/api/v1/blobs/{blob}", .done),
        .own("GET /api/v1/libraries/{library}/zip", at: "/api/v1/libraries/{library}/zip", .shows("{words}")),
        .own(
            "GET /api/v1/libraries/{library}/zip", at: "/api/v1/libraries/{library}/zip?path={note}", .shows("{words}")),
        .own("HEAD /api/v1/libraries/{library}/zip", at: "/api/v1/libraries/{library}/zip?path={note}", .done),
    ]

    /// OpenSubsonic's API as a form, and its head.
    private static let forms: [RightsRow] = [
        .own(
            "POST /rest/{method}", at: "/rest/getSong.view", body: "f=json&v=1.16.1&c=test&id={song}", .shows("{title}")
        ),
        .own("HEAD /rest/{method}", at: "/rest/stream?v=1.16.1&c=test&id={song}", .done),
        .own("GET /rest/{method}", at: "/rest/getSong?v=1.16.1&c=test&id={song}", .shows("{title}")),
        .own("GET /rest/{method}", at: "/rest/{title}?f=json&v=1.16.1&c=test", .refused, isPublic: true),
    ]

    /// What is asked by a browser; and some of it with a token, which does not make or end what signs others in.
    private static let page: [RightsRow] = [
        .own("GET /", .done, isPublic: true),
        .own("GET /page/{file}", at: "/page/none.js", .refused, isPublic: true),
        .own(
            "POST /api/v1/sessions", body: #"{"name": "{person}", "password": "wrong password"}"#, .refused,
            isPublic: true, isByCookie: true),
        .own("GET /api/v1/libraries", .shows("{library}"), isByCookie: true),
        .own(
            "GET /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{note}",
            .shows("{words}"), isByCookie: true),
        .own("GET /api/v1/blobs/{blob}", at: "/api/v1/blobs/{blob}", .shows("{words}"), isByCookie: true),
        .own("GET /api/v1/credentials", .refused),
        .own("GET /api/v1/credentials", .shows("{credential}"), isByCookie: true),
        .own("POST /api/v1/credentials", body: newCredential, .refused),
        .own("POST /api/v1/credentials", body: newCredential, .done, isByCookie: true),
        .own("DELETE /api/v1/credentials/{id}", at: "/api/v1/credentials/{credential}", .refused),
        .own("DELETE /api/v1/credentials/{id}", at: "/api/v1/credentials/{credential}", .done, isByCookie: true),
        .own("PUT /api/v1/password", body: newPassword, .refused),
        .own("PUT /api/v1/password", body: newPassword, .refused, isByCookie: true),
        .own("DELETE /api/v1/sessions/current", .refused),
        .own("DELETE /api/v1/sessions/current", .done, isByCookie: true),
    ]

    private static let newCredential = #"{"kind": "app", "label": "one more"}"#
    private static let newPassword = #"{"old": "wrong password", "new": "another good one"}"#

    /// The letter in the library as Upload-Metadata has it, with a time that stays.
    static let metadata = "library UmVjb3Jkcw==,path bGV0dGVyLnR4dA==,modified MQ=="

    /// Those of files that come piece by piece: alice has one.
    private static let uploads: [RightsRow] = [
        .own("OPTIONS /api/v1/uploads", .done, isPublic: true),
        .own("OPTIONS /api/v1/uploads/{id}", at: "/api/v1/uploads/{upload}", .done, isPublic: true),
        .own(
            "HEAD /api/v1/uploads/{id}", at: "/api/v1/uploads/{upload}", .done, fields: ["Tus-Resumable": "1.0.0"]),
        .own(
            "PATCH /api/v1/uploads/{id}", at: "/api/v1/uploads/{upload}", body: "new", .done,
            fields: [
                "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
            ]),
        .own(
            "DELETE /api/v1/uploads/{id}", at: "/api/v1/uploads/{upload}", .done, fields: ["Tus-Resumable": "1.0.0"]),
    ]

    /// Bob's changes are of libraries of his own that are called as alice's are.
    private static let changes: [RightsRow] = [
        .own("DELETE /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{note}", .done),
        .own(
            "PUT /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/new.txt", body: "new",
            .done),
        .own("DELETE /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{file}", .done),
        .own(
            "POST /api/v1/uploads", .done,
            fields: ["Tus-Resumable": "1.0.0", "Upload-Length": "0", "Upload-Metadata": metadata]),
        .own("DELETE /api/v1/tokens/current", .done),
    ]
}
