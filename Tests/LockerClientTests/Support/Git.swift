import Foundation
import Glibc

/// git(1), whose rules are those of ignore files.
enum Git {
    static let isThere = access("/usr/bin/git", X_OK) == 0

    /// The paths of the files below `folder` that git leaves out by the files called .gitignore there, as bytes.
    ///
    /// - Parameter repository: a path at which nothing is yet.
    static func ignored(in folder: String, repository: String) throws -> Set<[UInt8]> {
        let script = """
            set -e
            export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
            git init --quiet --bare "$1"
            cd "$0"
            find . -type f -printf '%P\\0' |
                git --git-dir="$1" --work-tree=. -c core.excludesFile=/dev/null check-ignore --no-index --stdin -z ||
                [ $? -eq 1 ]
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script, folder, repository]
        process.standardOutput = output
        try process.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return Set(bytes.split(separator: 0).map { [UInt8]($0) })
    }

    struct Failure: Error {
        let status: Int32
    }
}
