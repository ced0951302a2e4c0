import LockerBase
import POSIXSupport

extension ContentStream {
    /// Writes all of the content to `file`, from its start on. Returns the bytes.
    public func write(to file: Descriptor) throws(LockerError) -> Int {
        var offset = 0
        try read { (piece) throws(LockerError) in
            try translatingSystemErrors { () throws(SystemError) in
                try file.writeFully(piece, at: offset, subject: "\(path)")
            }
            offset += piece.count
        }
        return offset
    }
}
