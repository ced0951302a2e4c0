import Glibc
import LockerBase
import POSIXSupport

/// Has ffmpeg listen to songs: what they sound like, as Chromaprint's default algorithm tells of the first two minutes.
///
/// Another encoding of a recording gives nearly the same fingerprint (https://acoustid.org/chromaprint). The gateway has
/// the same program listen to people's songs.
package struct SongListener: Sendable {
    /// Where Debian has it.
    private static let program = "/usr/bin/ffmpeg"
    private static let arguments = [
        "ffmpeg", "-nostdin", "-v", "quiet", "-i", "file:/proc/self/fd/0", "-map", "0:a:0", "-t", "120",
        "-f", "chromaprint", "-fp_format", "raw", "pipe:1",
    ]
    /// Bytes; two minutes have 3,792.
    private static let most = 4096
    /// Seconds without a word of it; two minutes of a song take it less than one.
    private static let patience = 60

    private let threads: Int

    /// - Parameter threads: songs that are listened to at a time.
    /// - Throws: ``LockerError/Code/failedPrecondition`` where there is no ffmpeg.
    package init(threads: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) throws(LockerError) {
        guard access(SongListener.program, X_OK) == 0 else {
            throw LockerError(
                .failedPrecondition,
                "\(SongListener.program): not there; it listens to songs. Install ffmpeg, or leave --fingerprints out")
        }
        self.threads = threads
    }

    /// The fingerprints of `songs`, in their order: empty for what cannot be listened to, and for nil.
    func fingerprints(of songs: [Descriptor?]) throws(LockerError) -> [[UInt8]] {
        let pool = try translatingSystemErrors { () throws(SystemError) in
            try WorkerPool(name: "listen", threads: min(threads, max(1, songs.count)))
        }
        defer { pool.finish() }
        let heard = songs.map { song in Future { song.map { SongListener.fingerprint(of: $0) } ?? [] } }
        for one in heard { pool.submit { one.make() } }
        return heard.map(\.value)
    }

    private static func fingerprint(of song: Descriptor) -> [UInt8] {
        guard let started = start(song) else { return [] }
        let id = started.id
        var wait = timeval(tv_sec: patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(started.output.number, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        let (bytes, hasEnded) = all(of: started.output)
        // One that has more to say than that, or nothing for that long, is not waited for.
        if !hasEnded { kill(id, SIGKILL) }
        var status: Int32 = 0
        _ = retrying { waitpid(id, &status, 0) }
        let isWhole = status == 0 && bytes.count % 4 == 0 && bytes.count <= most
        return isWhole ? bytes : []
    }

    /// Starts it. Its output ends with it: nobody else has the other end then.
    private static func start(_ song: Descriptor) -> (output: Descriptor, id: pid_t)? {
        guard let (reading, writing) = try? Descriptor.socketPair(), let id = spawn(song, writing) else { return nil }
        return (reading, id)
    }

    private static func spawn(_ song: Descriptor, _ output: Descriptor) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, song.number, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var texts: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for text in texts { free(text) } }
        texts.append(nil)
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var id = pid_t()
        return posix_spawn(&id, program, &actions, nil, texts, environment) == 0 ? id : nil
    }

    /// What is left to read, or a byte more than a fingerprint has, and whether that was all.
    private static func all(of stream: Descriptor) -> (bytes: [UInt8], hasEnded: Bool) {
        var bytes = [UInt8](repeating: 0, count: most + 1)
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes { raw in
                retrying { Glibc.read(stream.number, raw.baseAddress.map { $0 + count }, raw.count - count) }
            }
            guard read > 0 else { return (Array(bytes.prefix(count)), read == 0) }
            count += read
        }
        return (bytes, false)
    }
}
