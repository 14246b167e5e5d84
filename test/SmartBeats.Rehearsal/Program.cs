return await SmartBeats.Rehearsal.Console.RunAsync(args);
