import GatewayTestSupport
import LockerTestSupport
import MediaTestSupport

/// What alice and bob have, and what signs everybody in.
struct RightsHouse: Sendable {
    let gateway: RunningGateway
    /// By who asks with it.
    let tokens: [RightsRole: String]
    /// What their browsers keep.
    let sessions: [RightsRole: String]
    /// What alice's things are called; and such as nobody has, of the same lengths.
    private(set) var hers: Names
    private(set) var nobodys: Names

    static let library = "Records"
    private static let note = "burn after reading"
    /// What nobody but alice may be told, beside ``hers``.
    private static let secrets = ["Solitude", "Hermit", "Vault", "kobaia hamataai", note]

    init(_ gateway: RunningGateway) async throws {
        self.gateway = gateway
        let (alice, bob) = (try await gateway.add("alice"), try await gateway.add("bob"))
        let disabled = try await gateway.add("eve")
        _ = try gateway.people.persons.setDisabled(true, "eve")
        let revoked = try gateway.people.credentials.add(.token, of: "alice", label: "old")
        _ = try gateway.people.credentials.revoke(revoked.credential.id)
        tokens = [
            .alice: alice.token, .bob: bob.token, .disabled: disabled.token, .revoked: revoked.secret,
            .stranger: "lk_" + String(repeating: "a", count: alice.token.count - 3),
        ]
        let credentials = gateway.people.credentials
        let ended = try credentials.add(.session, of: "alice", label: "old browser")
        _ = try credentials.revoke(ended.credential.id)
        sessions = [
            .alice: try credentials.add(.session, of: "alice", label: "browser").secret,
            .bob: try credentials.add(.session, of: "bob", label: "browser").secret,
            .disabled: try credentials.add(.session, of: "eve", label: "browser").secret,
            .revoked: ended.secret, .stranger: "lk_" + String(repeating: "b", count: ended.secret.count - 3),
        ]
        hers = Names(RightsHouse.words.mapValues { $0.0 })
        nobodys = Names(RightsHouse.words.mapValues { $0.1 })
        try await RightsHouse.fill(gateway, alice)
        try await gateway.awaitSongs(1, as: bob)
        try await until("eve is not let in") { try await gateway.status(of: disabled.token) == 401 }
        let browser = ["Cookie": "locker=\(sessions[.bob] ?? "")"]
        try await until("bob's browser is let in") {
            try await gateway.ask("GET", "/api/v1/libraries", as: nil, browser).status == 200
        }
        try await findNames(alice.token)
    }

    /// Hers, and nobody's.
    private static let words: [String: (String, String)] = [
        "person": ("alice", "nobdy"), "library": (library, "Nowhere"), "folder": ("Kobaia", "Nulles"),
        "file": ("Kobaia/Quietus.mp3", "Nulles/Noxious.mp3"), "note": ("letter.txt", "absent.txt"),
        "words": (note, "nothing to be seen"), "title": ("Quietus", "Noxious"), "artistName": ("Vander", "Nobody"),
        "albumName": ("Theusz", "Absent"), "genre": ("Zeuhl", "Zzzzz"),
        "verse": ("kobaia hamataai", "nothing is sung."),
        "number": ("2", "9"),
    ]

    /// Library by library, so that it is known which number each has as a music folder.
    private static func fill(_ gateway: RunningGateway, _ alice: Member) async throws {
        let song = ID3v2Fixture().text("TIT2", "Quietus").text("TPE1", "Vander").text("TALB", "Theusz")
            .text("TCON", "Zeuhl").lyrics("kobaia hamataai").picture(Pictures.jpeg())
        let files = ["Kobaia/Quietus.mp3": Songs.mp3(song), "letter.txt": Array(note.utf8)]
        try gateway.daemon.put(files, for: "alice", library: library)
        try await gateway.awaitSongs(1, as: alice)
        let other = ID3v2Fixture().text("TIT2", "Solitude").text("TPE1", "Hermit").text("TALB", "Cell")
        let rest = ["Solitude.mp3": Songs.mp3(other, seed: 2), "cover.jpg": Pictures.jpeg(seed: 3)]
        try gateway.daemon.put(rest, for: "alice", library: "Vault")
        try await gateway.awaitSongs(2, as: alice)
        let his = ID3v2Fixture().text("TIT2", "Sunny").text("TPE1", "Bobbie").text("TALB", "Days").text("TCON", "Pop")
        try gateway.daemon.put(["Sunny.mp3": Songs.mp3(his, seed: 4)], for: "bob", library: "Songs")
    }

    /// Asks for the ids that alice's things have.
    private mutating func findNames(_ token: String) async throws {
        let found = try await rest("search3", "query=Quietus", token)
        for (name, path) in [("song", "id"), ("album", "albumId"), ("artist", "artistId"), ("cover", "coverArt")] {
            hers[name] = try found.value("subsonic-response.searchResult3.song.0.\(path)")
        }
        let indexes = try await rest("getIndexes", "musicFolderId=1", token)
        hers["folderID"] = try indexes.value("subsonic-response.indexes.index.0.artist.0.id")
        let lonely = try await rest("search3", "query=Solitude", token)
        hers["picture"] = try lonely.value("subsonic-response.searchResult3.song.0.coverArt")
        let made = try await rest("createPlaylist", "name=Dusk&songId=\(hers["song"] ?? "")", token)
        hers["playlist"] = try made.value("subsonic-response.playlist.id")
        let target = "/api/v1/libraries/\(RightsHouse.library)/files/letter.txt"
        let head = try await gateway.ask("HEAD", target, as: token)
        hers["blob"] = head["ETag"].map { $0.filter { $0 != "\"" } }
        let invite = try gateway.people.invites.make(for: "carol")
        _ = try gateway.people.invites.withdraw("carol")
        hers["code"] = invite.code
        hers["credential"] = try gateway.people.credentials.add(.app, of: "alice", label: "spare").credential.id.hex
        hers["upload"] = try await makeUpload(token)
        for name in hers.keys.subtracting(nobodys.keys) {
            // A code and a credential are as long, and are to be told apart in what is answered.
            nobodys[name] = RightsHouse.nobodys(hers[name] ?? "", of: name == "credential" ? "1" : "0")
        }
    }

    /// One that is not whole.
    private func makeUpload(_ token: String) async throws -> String? {
        let fields = ["Tus-Resumable": "1.0.0", "Upload-Length": "1000", "Upload-Metadata": RightsTable.metadata]
        let made = try await gateway.ask("POST", "/api/v1/uploads", as: token, fields)
        return made["Location"]?.split(separator: "/").last.map(String.init)
    }

    private func rest(_ call: String, _ parameters: String, _ token: String) async throws -> Answer {
        try await gateway.ask("GET", "/rest/\(call)?f=json&v=1.16.1&c=test&apiKey=\(token)&\(parameters)")
    }

    /// An id of the same kind and length that nothing has.
    private static func nobodys(_ id: String, of digit: String) -> String {
        let prefix = id.firstIndex(of: "-") == id.index(id.startIndex, offsetBy: 2) ? String(id.prefix(3)) : ""
        return prefix + String(repeating: digit, count: id.count - prefix.count)
    }

    /// Makes a request of the table.
    func ask(_ row: RightsRow, as role: RightsRole, _ names: Names) async throws -> Answer {
        let token = tokens[role]
        var (target, body) = (names.fill(row.target), row.body.map { names.fill($0) })
        if row.isByCookie {
            var fields = ["Sec-Fetch-Site": "same-origin"]
            if let session = sessions[role] { fields["Cookie"] = "locker=\(session)" }
            return try await gateway.ask(row.method, target, as: nil, fields, body: body.map { Array($0.utf8) })
        }
        guard row.isOfSubsonic else {
            return try await gateway.ask(
                row.method, target, as: token, row.fields, body: body.map { Array($0.utf8) })
        }
        if let token, body == nil { target += "&apiKey=\(token)" }
        if let token { body = body.map { $0 + "&apiKey=\(token)" } }
        return try await gateway.ask(row.method, target, body: body.map { Array($0.utf8) })
    }

    /// What an answer says of alice's that the request did not say.
    func leaks(_ answer: Answer, to row: RightsRow, _ names: Names) -> [String] {
        let asked = names.fill(row.target) + names.fill(row.body ?? "")
        let told = answer.text + answer.fields.map { "\($0.name): \($0.value)\n" }.joined()
        let values = hers.keys.compactMap { hers[$0] }.filter { $0.count > 4 }
        return (values + RightsHouse.secrets).filter { told.contains($0) && !asked.contains($0) }
    }

    /// What alice has, to be held against what she has afterwards.
    func state() async throws -> [Told] {
        var state: [Told] = []
        let calls = ["getPlaylists", "getStarred2", "getBookmarks", "getPlayQueue", "getNowPlaying", "getIndexes"]
        for call in calls { state.append(Told(try await rest(call, "", tokens[.alice] ?? ""), hers)) }
        for (call, id) in [("getPlaylist", "playlist"), ("getSong", "song")] {
            state.append(Told(try await rest(call, "id=\(hers[id] ?? "")", tokens[.alice] ?? ""), hers))
        }
        for library in [RightsHouse.library, "Vault"] {
            let target = "/api/v1/libraries/\(library)/entries"
            state.append(Told(try await gateway.ask("GET", target, as: tokens[.alice]), hers))
        }
        return state
    }
}
