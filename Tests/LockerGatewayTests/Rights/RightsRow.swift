/// One thing that can be asked for, by names that are in braces: by alice's, and by such as nobody has.
struct RightsRow: Sendable {
    /// What becomes of it when alice asks by her own names.
    enum Outcome: Sendable {
        /// The answer has this, with the names in their places.
        case shows(String)
        /// It is done.
        case done
        /// It is refused to everybody.
        case refused
    }

    /// The route, as in `GET /api/v1/libraries`; of a call of OpenSubsonic's the method, as in `getAlbum`.
    let route: String
    let method: String
    let target: String
    var body: String?
    /// What else is in the head.
    var fields: [String: String] = [:]
    let outcome: Outcome
    /// Whether it is answered to nobody in particular.
    var isPublic = false
    /// Whether it is asked by a browser, with the cookie of a session of whoever asks, and without a token.
    var isByCookie = false

    var isOfSubsonic: Bool { target.hasPrefix("/rest/") }

    /// A route of the gateway's own.
    static func own(
        _ route: String, at target: String? = nil, body: String? = nil, _ outcome: Outcome, isPublic: Bool = false,
        isByCookie: Bool = false, fields: [String: String] = [:]
    ) -> RightsRow {
        let words = route.split(separator: " ").map(String.init)
        return RightsRow(
            route: route, method: words[0], target: target ?? words[1], body: body, fields: fields,
            outcome: outcome, isPublic: isPublic, isByCookie: isByCookie)
    }

    /// A call of OpenSubsonic's.
    static func rest(
        _ call: String, _ parameters: String = "", _ outcome: Outcome = .done, isPublic: Bool = false
    ) -> RightsRow {
        let query = "f=json&v=1.16.1&c=test" + (parameters.isEmpty ? "" : "&" + parameters)
        return RightsRow(
            route: call, method: "GET", target: "/rest/\(call)?\(query)", body: nil, outcome: outcome,
            isPublic: isPublic)
    }
}
