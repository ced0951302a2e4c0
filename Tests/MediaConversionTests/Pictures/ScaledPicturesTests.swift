import LockerBase
import LockerTestSupport
import MediaConversion
import Testing

/// Pictures that are made smaller and kept, by a program that stands in for GraphicsMagick and makes nothing.
@Suite(.timeLimit(.minutes(1))) struct ScaledPicturesTests {
    private let folder: TemporaryFolder
    private let files: DerivedFiles

    init() throws {
        folder = try TemporaryFolder()
        files = try DerivedFiles(folder: folder.path + "/derived", limit: 1000)
    }

    /// What there is of a picture of so many bytes.
    private func answer(_ count: Int) async throws -> ScaledPictures.Answer {
        let program = try GraphicsMagick(ConverterCommand(path: "/bin/false"), processes: 1)
        defer { program.close() }
        let pictures = ScaledPictures(program, files: files, processes: 1)
        let scale = try #require(PictureScale(limit: 64, mediaType: "image/png"))
        return try await pictures.make(SHA256.digest(of: [1]), scale, for: "alice") {
            () async throws(LockerError) -> [UInt8] in
            [UInt8](repeating: 7, count: count)
        }
    }

    /// Who is told to try again would be told so for ever.
    @Test(arguments: [300, 375, 376, 800, 2000])
    func `a picture for which there is never room is sent as it is, as one that cannot be scaled`(
        count: Int
    ) async throws {
        guard case .original(let bytes) = try await answer(count) else {
            Issue.record("it was scaled")
            return
        }
        #expect(bytes.count == count && files.draftBytes == 0)
    }
}
