/// A password that is made for one app, and typed there: four groups of five letters, 91 bits. Letters alone, since a
/// phone shows digits on another keyboard, and none that look like others.
struct AppPassword: Sendable, Equatable {
    /// As it is shown: `abcde-fghjk-…`.
    let text: String

    private static let letters = Array("abcdefghijkmnpqrstuvwxyz".utf8)

    init(_ text: String) {
        self.text = text
    }

    /// A new one.
    static func random() -> AppPassword {
        let groups: [String] = (0..<4).map { _ in randomGroup() }
        return AppPassword(groups.joined(separator: "-"))
    }

    private static func randomGroup() -> String {
        let group: [UInt8] = (0..<5).map { _ in letters[Sodium.randomNumber(below: letters.count)] }
        return String(decoding: group, as: UTF8.self)
    }

    /// What somebody typed, without what does not count: spaces, hyphens, and the upper case in which some keyboards
    /// begin.
    static func plain(_ typed: String) -> String {
        typed.filter { $0 != "-" && !$0.isWhitespace }.lowercased()
    }

    /// All ways in which an app may have it that tells no more than a hash.
    var forms: [String] { [text, AppPassword.plain(text)] }
}
