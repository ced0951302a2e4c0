import Glibc
import POSIXSupport

/// The control data of sendmsg(2) and recvmsg(2) that carries descriptors: one SCM_RIGHTS message.
///
/// Glibc's `CMSG_*` macros do not reach Swift, so the layout of cmsg(3) is written out: a `cmsghdr` (on 64-bit
/// Linux 16 bytes: length of header and data, level, type), then the descriptors' numbers of 4 bytes each, padded
/// to 8 bytes.
public enum AncillaryData {
    /// The most descriptors that a frame may carry.
    public static let descriptorLimit = 4
    /// Room for exactly ``descriptorLimit`` descriptors. The kernel closes what does not fit, and says MSG_CTRUNC.
    static let byteCount = MemoryLayout<cmsghdr>.size + descriptorLimit * MemoryLayout<Int32>.size

    /// Lays out the control data that sends `descriptors`; the caller keeps them open until it is sent.
    static func encode(_ descriptors: [Descriptor]) -> [UInt8] {
        let length = MemoryLayout<cmsghdr>.size + descriptors.count * MemoryLayout<Int32>.size
        var header = cmsghdr()
        header.cmsg_len = length
        header.cmsg_level = SOL_SOCKET
        header.cmsg_type = Int32(SCM_RIGHTS)
        var bytes = withUnsafeBytes(of: header) { Array($0) }
        for descriptor in descriptors {
            withUnsafeBytes(of: descriptor.number) { bytes.append(contentsOf: $0) }
        }
        return bytes + [UInt8](repeating: 0, count: -bytes.count & 7)
    }

    /// The descriptors that recvmsg(2) left in `control`, of which it filled all bytes. Owns them all, so that those
    /// nobody takes are closed.
    static func decode(_ control: UnsafeRawBufferPointer) -> [Descriptor] {
        let headerSize = MemoryLayout<cmsghdr>.size
        guard control.count >= headerSize else { return [] }
        let header = control.loadUnaligned(as: cmsghdr.self)
        guard header.cmsg_level == SOL_SOCKET, header.cmsg_type == Int32(SCM_RIGHTS) else { return [] }
        let end = min(header.cmsg_len, control.count)
        return stride(from: headerSize, through: end - MemoryLayout<Int32>.size, by: MemoryLayout<Int32>.size).map {
            Descriptor(owning: control.loadUnaligned(fromByteOffset: $0, as: Int32.self))
        }
    }
}
