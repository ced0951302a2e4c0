/// What an id is one of: its first letters say it.
enum ItemKind {
    case song
    case album
    case artist
    case folder
    case playlist

    /// Nil for what is no id of these.
    init?(_ id: String) {
        switch id.prefix(3) {
        case "so-": self = .song
        case "al-": self = .album
        case "ar-": self = .artist
        case "fo-": self = .folder
        case "pl-": self = .playlist
        default: return nil
        }
    }
}
