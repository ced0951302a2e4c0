/// The endings of names, type by type. Where several types are in use, it is the one of freedesktop.org's
/// shared-mime-info 2.2, or of Debian's media-types, that browsers and players take.
extension MediaType {
    static let bySuffix: [String: MediaType] = {
        var table: [String: MediaType] = [:]
        for group in [audio, video, pictures, texts, others] {
            for (name, suffixes) in group {
                for suffix in suffixes.split(separator: " ") { table[String(suffix)] = MediaType(name) }
            }
        }
        return table
    }()

    /// What may be shown in a browser.
    static let shown: Set<String> = {
        var names: Set<String> = ["text/plain"]
        for group in [audio, video, pictures] {
            for (name, _) in group { names.insert(name) }
        }
        for type in heard.values { names.insert(type.name) }
        return names
    }()

    /// Containers that hold both, and what they are called without a picture.
    static let heard: [String: MediaType] = [
        "video/mp4": MediaType("audio/mp4"),
        "video/ogg": MediaType("audio/ogg"),
        "video/webm": MediaType("audio/webm"),
        "video/x-matroska": MediaType("audio/x-matroska"),
        "video/3gpp": MediaType("audio/3gpp"),
        "video/3gpp2": MediaType("audio/3gpp2"),
        "video/quicktime": MediaType("audio/mp4"),
        "video/x-ms-asf": MediaType("audio/x-ms-wma"),
    ]

    private static let audio: [(String, String)] = [
        ("audio/mpeg", "mp3 mp2 mp1 mpga mpa m2a m3a"),
        ("audio/mp4", "m4a m4b m4p m4r f4a f4b"),
        ("audio/aac", "aac adts adt"),
        ("audio/flac", "flac fla"),
        ("audio/ogg", "ogg oga opus spx"),
        ("audio/wav", "wav wave bwf rf64"),
        ("audio/aiff", "aif aiff aifc aff"),
        ("audio/x-wavpack", "wv wvp"),
        ("audio/x-wavpack-correction", "wvc"),
        ("audio/x-ape", "ape apl mac"),
        ("audio/x-musepack", "mpc mp+ mpp"),
        ("audio/x-ms-wma", "wma"),
        ("audio/x-dsf", "dsf"),
        ("audio/x-dff", "dff"),
        ("audio/x-matroska", "mka"),
        ("audio/webm", "weba"),
        ("audio/midi", "mid midi kar rmi"),
        ("audio/x-tta", "tta"),
        ("audio/x-tak", "tak"),
        ("audio/x-shorten", "shn"),
        ("audio/x-optimfrog", "ofr ofs"),
        ("audio/ac3", "ac3"),
        ("audio/eac3", "eac3 ec3"),
        ("audio/vnd.dts", "dts"),
        ("audio/vnd.dts.hd", "dtshd dtsma"),
        ("audio/vnd.dolby.mlp", "mlp thd"),
        ("audio/amr", "amr"),
        ("audio/amr-wb", "awb"),
        ("audio/3gpp", "3ga"),
        ("audio/basic", "au snd"),
        ("audio/x-caf", "caf"),
        ("audio/x-voc", "voc"),
        ("audio/x-w64", "w64"),
        ("audio/x-pn-realaudio", "ra"),
        ("audio/atrac3", "at3 aa3 oma omg"),
        ("audio/vnd.audible.aax", "aax aa"),
        ("audio/prs.sid", "sid psid"),
        ("audio/x-mod", "mod"),
        ("audio/x-xm", "xm"),
        ("audio/x-it", "it"),
        ("audio/x-s3m", "s3m"),
        ("audio/vnd.yamaha.smaf", "mmf"),
    ]

    private static let video: [(String, String)] = [
        ("video/mp4", "mp4 m4v mpg4 f4v"),
        ("video/x-matroska", "mkv mk3d"),
        ("video/webm", "webm"),
        ("video/quicktime", "mov qt"),
        ("video/ogg", "ogv ogx ogm"),
        ("video/x-msvideo", "avi divx"),
        ("video/mpeg", "mpg mpeg mpe m1v m2v vob"),
        ("video/mp2t", "m2ts mts m2t"),
        ("video/x-ms-wmv", "wmv"),
        ("video/x-ms-asf", "asf"),
        ("video/x-flv", "flv"),
        ("video/3gpp", "3gp 3gpp"),
        ("video/3gpp2", "3g2 3gp2"),
    ]

    private static let pictures: [(String, String)] = [
        ("image/jpeg", "jpg jpeg jpe jfif"),
        ("image/png", "png"),
        ("image/apng", "apng"),
        ("image/gif", "gif"),
        ("image/webp", "webp"),
        ("image/avif", "avif avifs"),
        ("image/bmp", "bmp dib"),
        ("image/tiff", "tif tiff"),
        ("image/heic", "heic heics"),
        ("image/heif", "heif heifs hif"),
        ("image/jxl", "jxl"),
        ("image/vnd.microsoft.icon", "ico"),
    ]

    /// Playlists, lyrics and what else is read: which characters their bytes mean is for the reader to find out, but
    /// where the type itself says it.
    private static let texts: [(String, String)] = [
        ("audio/x-mpegurl", "m3u"),
        ("application/vnd.apple.mpegurl", "m3u8"),
        ("audio/x-scpls", "pls"),
        ("application/xspf+xml", "xspf"),
        ("application/vnd.ms-wpl", "wpl"),
        ("audio/x-ms-asx", "asx wax wvx wmx"),
        ("application/x-cue", "cue"),
        ("text/plain", "txt text log nfo asc lrc elrc md5 sha1 sha256 ffp sfv accurip ini conf"),
        ("text/plain", "js mjs cjs css"),
        ("text/vtt", "vtt"),
        ("application/x-subrip", "srt"),
        ("text/x-ssa", "ass ssa"),
        ("application/ttml+xml", "ttml dfxp"),
        ("text/markdown", "md markdown"),
        ("text/csv", "csv"),
        ("text/rtf", "rtf"),
        ("application/json", "json"),
        ("application/yaml", "yaml yml"),
        ("application/toml", "toml"),
        ("application/xml", "xml"),
        ("text/html", "html htm"),
        ("application/xhtml+xml", "xhtml xht"),
    ]

    private static let others: [(String, String)] = [
        ("image/svg+xml", "svg svgz"),
        ("application/pdf", "pdf"),
        ("application/epub+zip", "epub"),
        ("image/vnd.adobe.photoshop", "psd"),
        ("application/zip", "zip"),
        ("application/x-7z-compressed", "7z"),
        ("application/vnd.rar", "rar"),
        ("application/x-tar", "tar"),
        ("application/gzip", "gz tgz"),
        ("application/x-bzip2", "bz2"),
        ("application/x-xz", "xz"),
        ("application/zstd", "zst"),
    ]
}
