import FoundationEssentials
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Short files of one revision that are asked for together. For one thread.
final class ShortFileFetch {
    /// How many of them, and how many bytes, are asked for at once.
    static let files = 512
    static let bytes = 512 << 10

    private struct Waiting {
        let wanted: WantedItem
        let size: Int
        let place: Placement
        let isReplacing: Bool
        let account: RestoreAccount
    }

    private let connection: LockerConnection
    private let library: String
    private let revision: UInt64
    private let target: RestoreTarget
    private let group: PlacementGroup
    /// In how many folders, each of which takes a descriptor meanwhile.
    private let mostFolders: Int
    private var waiting: [Waiting] = []
    /// How often the folder changes from one of those that wait to the next.
    private var folders = 0

    init(
        _ connection: LockerConnection, _ library: String, _ revision: UInt64, _ target: RestoreTarget,
        _ group: PlacementGroup, folders: Int
    ) {
        self.connection = connection
        self.library = library
        self.revision = revision
        self.target = target
        self.group = group
        mostFolders = folders
    }

    /// Whether what waits is to be put before anything is added.
    var isFull: Bool { folders >= mostFolders }

    /// Takes a file that is to be put at a place, or tells what became of it already.
    func add(_ wanted: WantedItem, size: Int, _ place: PreparedPlace, _ account: RestoreAccount) {
        switch place {
        case .settled(let outcome): account.close(outcome)
        case .room(let place, let isReplacing):
            if waiting.last?.place.folder !== place.folder { folders += 1 }
            waiting.append(
                Waiting(wanted: wanted, size: size, place: place, isReplacing: isReplacing, account: account))
        }
    }

    /// Asks for what waits, again for what was not answered, and puts it.
    ///
    /// - Throws: the error after which nothing else can succeed.
    func put() throws(LockerError) {
        var rest = waiting[...]
        waiting = []
        folders = 0
        while !rest.isEmpty {
            let answer: Locker_V1_RestoreFilesResponse
            do throws(LockerError) {
                answer = try ask(for: rest)
            } catch {
                for file in rest { try ShortFileFetch.fail(file, error) }
                return
            }
            let answered = rest.prefix(answer.sizes.count)
            try put(answered, answer)
            rest = rest.dropFirst(answered.count)
        }
    }

    /// The answer, once it fits the question.
    private func ask(for files: ArraySlice<Waiting>) throws(LockerError) -> Locker_V1_RestoreFilesResponse {
        var request = Locker_V1_RestoreFilesRequest()
        request.library = library
        request.revision = revision
        request.paths = files.map { Data($0.wanted.path.bytes) }
        let answer = try connection.call(LockerMethods.restoreFiles, request)
        let sum = answer.sizes.reduce(0) { $0.adding(Int(clamping: $1)) }
        let hasPlaces = answer.failures.allSatisfy {
            $0.place < answer.sizes.count && answer.sizes[Int($0.place)] == 0
        }
        guard (1...files.count).contains(answer.sizes.count), sum == answer.content.count, hasPlaces else {
            throw LockerError(
                .internal, "RestoreFiles: the daemon's answer does not fit what was asked; its version may differ")
        }
        return answer
    }

    private func put(
        _ files: ArraySlice<Waiting>, _ answer: Locker_V1_RestoreFilesResponse
    ) throws(LockerError) {
        let failures = Dictionary(answer.failures.map { (Int($0.place), $0) }, uniquingKeysWith: { $1 })
        let result: Result<Void, LockerError> = answer.content.withUnsafeBytes { content in
            Result { () throws(LockerError) in
                var start = 0
                for (place, (file, size)) in zip(files, answer.sizes).enumerated() {
                    let end = start + Int(size)
                    let bytes = UnsafeRawBufferPointer(rebasing: content[start..<end])
                    start = end
                    do throws(LockerError) {
                        if let failure = failures[place] { throw LockerError(failure) }
                        try put(file, bytes)
                    } catch {
                        try ShortFileFetch.fail(file, error)
                    }
                }
            }
        }
        try result.get()
    }

    private func put(_ file: Waiting, _ bytes: UnsafeRawBufferPointer) throws(LockerError) {
        guard bytes.count == file.size else {
            throw LockerError(wrongSize: UInt64(bytes.count), of: UInt64(file.size), file.wanted.path)
        }
        let pending = try target.write(file.wanted, size: file.size, at: file.place, file.isReplacing) {
            (output) throws(LockerError) in
            // What could not be written at once is written again, and tells why.
            guard retrying({ pwrite(output.number, bytes.baseAddress, bytes.count, 0) }) != bytes.count else { return }
            try translatingSystemErrors { () throws(SystemError) in
                try output.writeFully(bytes, at: 0, subject: "\(file.wanted.path)")
            }
        }
        let account = file.account
        account.write()
        try group.add(pending) { account.close($0) }
    }

    private static func fail(_ file: Waiting, _ error: LockerError) throws(LockerError) {
        file.account.close(.skipped(try FileFailure(ofEntry: error).reason.text))
    }
}

extension LockerError {
    /// Of a file that came back with another length than its entry has.
    init(wrongSize size: UInt64, of wanted: UInt64, _ path: EntryPath) {
        self.init(.dataLoss, "\(path): \(size) bytes came back of \(wanted); ask the operator to verify")
    }
}
