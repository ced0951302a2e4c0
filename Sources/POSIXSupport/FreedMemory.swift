import CLinux
import Glibc

/// What malloc(3) does with memory that was freed.
public enum FreedMemory {
    /// Larger than what a call for a range of a file takes, which comes again and again; smaller than the buffers in which
    /// files are read and restored.
    private static let keptLength: Int32 = 5 << 18

    /// Gives large buffers back to the kernel as soon as they are freed, and bounds how many heaps keep what is smaller. To
    /// be called before the first thread is started.
    ///
    /// Left alone, malloc(3) takes large buffers from its heaps once it has seen one freed, and has a heap for each thread
    /// up to eight for a processor: a restore from a store of 10 million chunks has 60 MB of anonymous memory at its
    /// peak, and 43 with this.
    public static func giveBack() {
        mallopt(M_MMAP_THRESHOLD, keptLength)
        // Twice that, as malloc(3) itself has it where nobody sets either: else each heap gives back whatever is free at
        // its end, 128 KiB, only to ask for it again. 30,000 pages were zeroed anew for a restore of a GB, 6 % of its time.
        mallopt(M_TRIM_THRESHOLD, 2 * keptLength)
        mallopt(M_ARENA_MAX, 2 * Int32(max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}
