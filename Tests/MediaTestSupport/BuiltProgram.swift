import Glibc

/// The path of a program of this package that the tests depend on: it lies where the program of the tests does.
public func builtProgram(_ name: String) -> String {
    var path = [UInt8](repeating: 0, count: 4096)
    let count = path.withUnsafeMutableBytes { raw in
        readlink("/proc/self/exe", raw.bindMemory(to: CChar.self).baseAddress, raw.count)
    }
    let folder = path.prefix(max(0, count)).lastIndex(of: UInt8(ascii: "/")) ?? 0
    return String(decoding: path[..<folder], as: UTF8.self) + "/" + name
}
