import Glibc
import Synchronization
import Testing

/// Runs `body` in a process-wide working folder, for paths too long to be named from the root; one at a time.
func inFolder(_ folder: String, _ body: () throws -> Void) throws {
    try workingFolder.withLock { _ in
        let before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer {
            fchdir(before)
            close(before)
        }
        try #require(chdir(folder) == 0)
        try body()
    }
}

private let workingFolder = Mutex(())
