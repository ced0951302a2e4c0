import MediaConversion
import Testing

/// How large pictures are made.
@Suite struct PictureScaleTests {
    @Test(arguments: [
        (1, 1), (15, 15), (16, 16), (17, 16), (63, 60), (64, 64), (300, 288), (512, 512), (600, 576), (1023, 960),
        (4096, 4096),
    ])
    func `a size is never above what was asked for, and there are few`(limit: Int, side: Int) {
        #expect(PictureScale(limit: limit, mediaType: "image/png")?.side == side)
    }

    @Test func `a picture stays of its type, and others are not scaled`() throws {
        let jpeg = try #require(PictureScale(limit: 64, mediaType: "image/jpeg"))
        #expect(jpeg.arguments.last == "jpeg:-" && jpeg.arguments.contains("jpeg:-[0]"))
        let png = try #require(PictureScale(limit: 64, mediaType: "image/png"))
        #expect(png.arguments.last == "png:-")
        for type in ["image/svg+xml", "image/gif", "image/webp", "text/html", ""] {
            #expect(PictureScale(limit: 64, mediaType: type) == nil)
        }
        #expect(PictureScale(limit: 0, mediaType: "image/png") == nil)
    }
}
