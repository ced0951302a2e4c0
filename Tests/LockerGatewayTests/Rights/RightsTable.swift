/// Everything that can be asked of the gateway. What changes libraries is behind what reads them.
enum RightsTable {
    static var rows: [RightsRow] { [calls, refusedCalls, forms, own, changes].flatMap { $0 } }

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

    /// Bob's changes are of libraries of his own that are called as alice's are.
    private static let changes: [RightsRow] = [
        .own("DELETE /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{note}", .done),
        .own(
            "PUT /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/new.txt", body: "new",
            .done),
        .own("DELETE /api/v1/libraries/{library}/files/**", at: "/api/v1/libraries/{library}/files/{file}", .done),
        .own("DELETE /api/v1/tokens/current", .done),
    ]
}
