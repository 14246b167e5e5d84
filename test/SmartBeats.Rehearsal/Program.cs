return await SmartBeats.Rehearsal.Play.RunAsync(args);
