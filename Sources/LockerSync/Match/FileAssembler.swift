import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

/// Has files assembled from chunks, as many in a message as it may have.
struct FileAssembler {
    let session: UploadSession

    /// Asks for `files`, and notes what came out.
    func assemble(_ files: [MatchedFile]) throws(LockerError) {
        for part in FileAssembler.parts(files) { try ask(part) }
    }

    private func ask(_ files: [MatchedFile]) throws(LockerError) {
        let answers: [Locker_V1_AssembledFile]
        do throws(LockerError) {
            answers = try session.assemble(files.map { FileAssembler.message($0.source) })
        } catch {
            guard SkipReason(error) != nil else { throw error }
            if files.count == 1 {
                files[0].state = .refused
            } else {
                // One of them is not to its liking, but it does not say which.
                for file in files { try ask([file]) }
            }
            return
        }
        for (file, answer) in zip(files, answers) { file.state = try FileAssembler.state(answer, of: file.source) }
    }

    private static func state(
        _ answer: Locker_V1_AssembledFile, of source: CutSource
    ) throws(LockerError) -> MatchedFile.State {
        if answer.missing.isEmpty { return .staged(answer.blob) }
        let places = answer.missing.map { Int($0) }.sorted()
        guard places.allSatisfy(source.cut.recipe.chunks.indices.contains) else {
            throw LockerError(
                .internal, "\(source.path): the daemon asks for chunks that it has not; its version may differ")
        }
        return .missing(places)
    }

    private static func message(_ source: CutSource) -> Locker_V1_RecipeFile {
        var message = Locker_V1_RecipeFile()
        message.path = Data(source.path.bytes)
        message.modified = source.file.stamp.modified
        message.mode = source.file.mode
        message.recipe = Data(source.recipe)
        return message
    }

    /// Parts of `files`, in order, whose recipes fit in one message.
    private static func parts(_ files: [MatchedFile]) -> [[MatchedFile]] {
        var parts: [[MatchedFile]] = []
        var bytes = 0
        for file in files {
            bytes += file.source.recipe.count
            if parts.isEmpty || bytes > RequestLimits.recipeBytes {
                parts.append([])
                bytes = file.source.recipe.count
            }
            parts[parts.count - 1].append(file)
        }
        return parts
    }
}
