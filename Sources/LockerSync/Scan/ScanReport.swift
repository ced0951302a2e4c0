/// What a sync that matches would do with the files of a folder.
package struct ScanReport: Sendable, Equatable {
    /// A number of files, and their length.
    package struct Total: Sendable, Equatable {
        package var files = 0
        package var bytes = 0
    }

    /// The regular files, in path order.
    package internal(set) var files: [ScannedFile] = []
    /// What would be passed over, in path order.
    package internal(set) var skipped: [Skipped] = []
    /// How much would be left out, a folder with all below it as one.
    package internal(set) var excluded = 0
    /// What a person should know, in sentences.
    package internal(set) var warnings: [String] = []

    /// The files of one verdict.
    package func total(of verdict: ScannedFile.Verdict) -> Total {
        let files = files.filter { $0.verdict == verdict }
        return Total(files: files.count, bytes: files.reduce(0) { $0 + $1.size })
    }

    /// File content that would cross the socket, at most: what several files have in common is sent once.
    package var bytesToSend: Int { files.reduce(0) { $0 + $1.bytesToSend } }
}
