import COpenSSL
import ContentChunking
import Testing

@Suite struct GearTableTests {
    @Test func everyEntryIsTheMD5OfItsByte() {
        #expect(gearTable == (UInt8.min...UInt8.max).map(md5Entry))
    }

    private func md5Entry(of value: UInt8) -> UInt64 {
        var digest = [UInt8](repeating: 0, count: 16)
        let input = [UInt8](repeating: value, count: 64)
        EVP_Digest(input, input.count, &digest, nil, EVP_md5(), nil)
        return digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
