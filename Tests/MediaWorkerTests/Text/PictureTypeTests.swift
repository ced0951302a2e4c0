import MediaTestSupport
import MediaWorker
import Testing

@Suite struct PictureTypeTests {
    @Test func `pictures are what their first bytes are`() {
        #expect(PictureType.mediaType(Pictures.jpeg()) == "image/jpeg")
        #expect(PictureType.mediaType(Pictures.png()) == "image/png")
        #expect(PictureType.mediaType(text("GIF89a") + zeros(20)) == "image/gif")
        #expect(PictureType.mediaType(joined(text("RIFF"), zeros(4), text("WEBPVP8 "))) == "image/webp")
        #expect(PictureType.mediaType(joined(text("BM"), zeros(12), [40, 0, 0, 0], zeros(36))) == "image/bmp")
        #expect(PictureType.mediaType(joined(big(UInt32(24)), text("ftypavif"), zeros(12))) == "image/avif")
        let branded = joined(big(UInt32(24)), text("ftypmif1"), zeros(4), text("miafavif"))
        #expect(PictureType.mediaType(branded) == "image/avif")
    }

    @Test func `all else is none`() {
        #expect(PictureType.mediaType(text("<svg xmlns='http://www.w3.org/2000/svg'/>")) == nil)
        #expect(PictureType.mediaType(text("<?xml version='1.0'?><svg/>")) == nil)
        #expect(PictureType.mediaType(text("BMW is a car, and this is text")) == nil)
        #expect(PictureType.mediaType(joined(big(UInt32(24)), text("ftypM4A "), zeros(12))) == nil)
        #expect(PictureType.mediaType([UInt8]()) == nil)
        #expect(PictureType.mediaType([0xFF, 0xD8]) == nil)
    }
}
