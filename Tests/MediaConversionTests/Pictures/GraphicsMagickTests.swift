import Glibc
import LockerBase
import MediaConversion
import MediaTestSupport
import POSIXSupport
import Testing

/// Pictures made smaller.
@Suite(.enabled(if: access(GraphicsMagick.path, X_OK) == 0)) struct GraphicsMagickTests {
    private func scaled(_ picture: [UInt8], to limit: Int, _ type: String = "image/png") async throws -> [UInt8]? {
        let program = try GraphicsMagick(ConverterCommand(path: builtProgram("media-worker")), processes: 1)
        defer { program.close() }
        let scale = try #require(PictureScale(limit: limit, mediaType: type))
        return try await program.scale(try Converter.file(picture), scale)
    }

    /// The size that a PNG says it has.
    private func size(_ picture: [UInt8]?) -> [Int] {
        guard let picture, picture.count > 24 else { return [] }
        return [16, 20].map { place in picture[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    }

    @Test func `a picture keeps its shape, and is never larger`() async throws {
        let picture = PNG.picture(width: 200, height: 100)
        let smaller = try await scaled(picture, to: 64)
        #expect(size(smaller) == [64, 32])
        let same = try await scaled(picture, to: 1024)
        #expect(size(same) == [200, 100])
    }

    @Test func `what is no such picture, or says that it is huge, is none`() async throws {
        let lying = PNG.picture(width: 10, height: 10, told: (30_000, 30_000))
        for picture in [lying, Pictures.png(), [], Array("<svg/>".utf8)] {
            let answer = try await scaled(picture, to: 64)
            #expect(answer == nil)
        }
        let another = try await scaled(PNG.picture(width: 10, height: 10), to: 64, "image/jpeg")
        #expect(another == nil)
    }

    @Test func `who gives up says nothing of the picture`() async throws {
        let program = try GraphicsMagick(ConverterCommand(path: builtProgram("media-worker")), processes: 1)
        program.close()
        let scale = try #require(PictureScale(limit: 64, mediaType: "image/png"))
        let file = try Converter.file(PNG.picture(width: 200, height: 100))
        let error = await #expect(throws: LockerError.self) { try await program.scale(file, scale) }
        #expect(error?.code == .cancelled)
    }

    @Test func `it says its version`() async throws {
        let program = try GraphicsMagick(ConverterCommand(path: builtProgram("media-worker")), processes: 1)
        defer { program.close() }
        let version = try await program.version()
        #expect(version.hasPrefix("GraphicsMagick"))
    }
}
