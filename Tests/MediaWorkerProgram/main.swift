import MediaWorker

MediaWorkerProgram.run()
