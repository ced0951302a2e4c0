/// The media types of files with audio, by the ending of their names.
enum AudioMediaType {
    private static let types: [String: String] = [
        "mp3": "audio/mpeg", "mp2": "audio/mpeg", "flac": "audio/flac", "ogg": "audio/ogg", "oga": "audio/ogg",
        "opus": "audio/ogg", "spx": "audio/ogg", "m4a": "audio/mp4", "m4b": "audio/mp4", "mp4": "audio/mp4",
        "aac": "audio/aac", "wav": "audio/wav", "aif": "audio/aiff", "aiff": "audio/aiff", "aifc": "audio/aiff",
        "wma": "audio/x-ms-wma", "wv": "audio/x-wavpack", "ape": "audio/x-ape", "mpc": "audio/x-musepack",
        "tta": "audio/x-tta", "dsf": "audio/x-dsf", "dff": "audio/x-dff", "mka": "audio/x-matroska",
        "weba": "audio/webm",
    ]

    /// - Parameter suffix: in lower case, without the dot.
    static func of(_ suffix: String) -> String {
        types[suffix] ?? "application/octet-stream"
    }
}
