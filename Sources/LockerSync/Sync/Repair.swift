import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport
import Recipes

/// Sends again what the store has lost or set aside of a library, from files that are still at hand.
///
/// A file is sent when its content is that of one that is damaged, wherever it lies in the folder and whatever its
/// name. The library is not changed.
package struct Repair {
    private let connection: LockerConnection
    private let directory: [UInt8]
    private let library: String

    /// Prepares to look for content in the folder at `directory` (bytes; it may be a link to a folder).
    package init(connection: LockerConnection, directory: [UInt8], library: String = "main") {
        self.connection = connection
        self.directory = directory
        self.library = library
    }

    /// Asks what is damaged, looks for it, sends it, and asks again.
    ///
    /// - Throws: when the folder cannot be read or the daemon cannot be reached.
    package func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> RepairReport {
        let start = ContinuousClock.now
        var report = RepairReport()
        var left = try damaged()
        while !left.files.isEmpty {
            report.sentBytes += try send(left.files, observer)
            let before = left
            left = try damaged()
            let healed = before.files.count - left.files.count { file in before.files.contains(file) }
            report.healed += healed
            if !before.more || healed == 0 { break }
        }
        report.damaged = report.healed + left.files.count
        report.lost = left.files.map { Skipped(path: Array($0.path), reason: Repair.reason(of: $0)) }
        report.lost.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    private func damaged() throws(LockerError) -> Locker_V1_DamagedResponse {
        var request = Locker_V1_DamagedRequest()
        request.library = library
        return try connection.call(LockerMethods.damaged, request)
    }

    private static func reason(of file: Locker_V1_DamagedFile) -> String {
        let last =
            file.hasUntil ? "revisions \(file.since) to \(max(file.until, 1) - 1)" : "revision \(file.since) and later"
        return "its content (\(file.size) bytes, in \(last)) is not in the folder"
    }

    /// Sends the contents of `files` that are in the folder. Returns the bytes sent.
    private func send(
        _ files: [Locker_V1_DamagedFile], _ observer: any ProgressObserver
    ) throws(LockerError) -> Int {
        var wanted = Set(files.compactMap { Digest($0.blob) })
        let candidates = try candidates(for: files)
        observer.begin(files: candidates.items.count, bytes: candidates.items.reduce(0) { $0 + ($1.stamp?.size ?? 0) })
        defer { observer.end() }
        let session = try UploadSession(connection: connection, library: library)
        let (reader, cutter) = (TreeReader(root: TreeRoot(candidates.folder.descriptor)), FileCutter())
        let (passing, buffer) = (DescriptorPassing(over: connection), PieceBuffer())
        var sent = 0
        for item in candidates.items where !wanted.isEmpty {
            var blob: Digest?
            do throws(FileFailure) {
                let missing = wanted
                blob = try reader.read(item.path) { (file) throws(LockerError) in
                    let source = try CutSource(file, at: item.path, with: cutter)
                    guard missing.contains(SHA256.digest(of: source.recipe)) else { return nil }
                    return try session.ingest(file, at: item.path, passing, buffer)
                }
            } catch {
                let reason = try error.reason
                observer.skipped(Skipped(path: item.path.bytes, reason: reason.text))
            }
            let size = item.stamp?.size ?? 0
            if let blob, wanted.remove(blob) != nil { sent += size }
            observer.advance(files: 1, bytes: size)
        }
        try session.close()
        return sent
    }

    /// The files in the folder that are as long as one that is damaged, those at the same paths first.
    private func candidates(
        for files: [Locker_V1_DamagedFile]
    ) throws(LockerError) -> (folder: SourceFolder, items: [TreeItem]) {
        let sizes = Set(files.map { Int(clamping: $0.size) })
        let paths = Set(files.map { Array($0.path) })
        let folder = try SourceFolder.open(directory)
        var (likely, others): ([TreeItem], [TreeItem]) = ([], [])
        var items = try TreeWalker.walk(folder).items.reader()
        while let item = try items.next() {
            guard let stamp = item.stamp, sizes.contains(stamp.size) else { continue }
            if paths.contains(item.path.bytes) { likely.append(item) } else { others.append(item) }
        }
        return (folder, likely + others)
    }
}

extension UploadSession {
    /// Passes the open file to the daemon, which stores its content; its bytes, where open files do not reach that.
    /// Returns the blob.
    fileprivate func ingest(
        _ file: SourceFile, at path: EntryPath, _ passing: DescriptorPassing, _ buffer: PieceBuffer
    ) throws(LockerError) -> Digest {
        let response = try passing.run { () throws(LockerError) in
            let request = Locker_V1_IngestRequest(file, at: path, session: id)
            return try connection.call(LockerMethods.ingest, request, descriptor: file.descriptor)
        } otherwise: { () throws(LockerError) in
            var pieces = FilePieces(of: file, at: path, in: buffer)
            var upload = StreamedUpload(to: path, modified: file.stamp.modified, mode: file.mode, in: self)
            return try upload.run { () throws(LockerError) in try pieces.next() }
        }
        return Digest(response.blob) ?? .zero
    }
}
