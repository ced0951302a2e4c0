import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// Pictures made smaller, so many at a time, each kept for those who ask for it later.
package final class ScaledPictures: Sendable {
    /// What there is of a picture.
    package enum Answer: Sendable {
        case file(DerivedFile)
        /// It cannot be scaled, or is no smaller then.
        case original([UInt8])
    }

    private let program: GraphicsMagick
    private let files: DerivedFiles
    private let slots: ConversionSlots
    /// Those that cannot be scaled: they are not tried again and again.
    private let failures = Mutex<Set<Digest>>([])

    private static let mostFailures = 4096
    /// Those that wait: players ask for a hundred at once.
    private static let waiting = (inAll: 2048, ofOwner: 512)

    /// - Parameters:
    ///   - files: what is made is kept there.
    ///   - processes: as many as `program` runs at a time.
    package init(
        _ program: GraphicsMagick, files: DerivedFiles, processes: Int, patience: Duration = .seconds(30)
    ) {
        (self.program, self.files) = (program, files)
        slots = ConversionSlots(
            max(1, processes), waiting: ScaledPictures.waiting.inAll, ofOwner: ScaledPictures.waiting.ofOwner,
            patience: patience)
    }

    /// The file of a name, if it was made before.
    private func open(_ name: Digest) async -> DerivedFile? {
        await program.onThread { [files] in files.open(name) }
    }

    /// Makes the file of a name.
    ///
    /// - Parameters:
    ///   - owner: for whom: nobody has all of what may run at a time.
    ///   - fetch: gets the picture's bytes, once it is its turn.
    package func make(
        _ name: Digest, _ scale: PictureScale, for owner: String, fetch: () async throws(LockerError) -> [UInt8]
    ) async throws(LockerError) -> Answer {
        try await slots.take(for: owner)
        do throws(LockerError) {
            let answer = try await makeNow(name, scale, owner, fetch)
            slots.give(of: owner)
            return answer
        } catch {
            slots.give(of: owner)
            throw error
        }
    }

    private func makeNow(
        _ name: Digest, _ scale: PictureScale, _ owner: String, _ fetch: () async throws(LockerError) -> [UInt8]
    ) async throws(LockerError) -> Answer {
        // All songs of an album ask for one picture.
        if let file = await open(name) { return .file(file) }
        let picture = try await fetch()
        guard !failures.withLock({ $0.contains(name) }) else { return .original(picture) }
        // There is never room for it and for what is made of it.
        guard picture.count <= files.share / 2 else { return .original(picture) }
        let source = try await written(picture, of: owner)
        let input = try translatingSystemErrors { () throws(SystemError) in
            try Descriptor.open(source.path, O_RDONLY)
        }
        guard let made = try await program.scale(input, scale), made.count < picture.count else {
            failures.withLock { failures in
                if failures.count >= ScaledPictures.mostFailures { failures = [] }
                failures.insert(name)
            }
            return .original(picture)
        }
        let draft = try await written(made, of: owner)
        try await program.onThread { [files] in
            Result { () throws(LockerError) in try files.keep(draft, as: name, size: made.count) }
        }.get()
        return .file(DerivedFile(descriptor: draft.descriptor, size: made.count))
    }

    /// A file with the bytes.
    private func written(_ bytes: [UInt8], of owner: String) async throws(LockerError) -> DerivedDraft {
        try await program.onThread { [files] in
            Result { () throws(LockerError) in
                let draft = try files.begin(for: owner)
                try draft.reserve(bytes.count)
                try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
                    try translatingSystemErrors { () throws(SystemError) in
                        try draft.descriptor.writeFully(UnsafeRawBufferPointer(buffer), at: 0)
                    }
                }
                return draft
            }
        }.get()
    }
}
