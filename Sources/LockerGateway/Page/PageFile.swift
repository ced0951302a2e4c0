import LockerBase

/// What a page refers to. It is named by what is in it, so that browsers keep it for ever.
struct PageFile: Sendable {
    let name: String
    let mediaType: String
    let text: String

    init(_ text: String, suffix: String, _ mediaType: String) {
        let digest = SHA256.digest(of: Array(text.utf8)).hex
        name = "\(digest.prefix(24)).\(suffix)"
        self.mediaType = mediaType
        self.text = text
    }

    static let style = PageFile(PageStyle.text, suffix: "css", "text/css; charset=utf-8")
    static let script = PageFile(PageScript.text, suffix: "js", "text/javascript; charset=utf-8")
    static let inviteScript = PageFile(InvitePage.script, suffix: "js", "text/javascript; charset=utf-8")
    static let icon = PageFile(PageDocument.icon, suffix: "svg", "image/svg+xml")

    /// All of them, by their names.
    static let all: [String: PageFile] = {
        let files = [style, script, inviteScript, icon]
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0) })
    }()
}
