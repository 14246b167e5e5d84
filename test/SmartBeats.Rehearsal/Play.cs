using System.Globalization;
using SmartBeats.Rehearsal.Scenarios;
using SmartBeats.Rehearsal.Stack;

namespace SmartBeats.Rehearsal;

/// <summary><c>test/rehearse.sh</c>: the sample city from its two files to the e-mail, told as it happens.</summary>
internal static class Play
{
    private const string Request = """{"beats": 12, "seed": 1}""";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Except(["--keep"]).Any())
        {
            Console.Error.WriteLine("usage: bash test/rehearse.sh [--keep]");
            return 2;
        }

        using var leftovers = new Leftovers();
        await using var rehearsal = await Rehearsal.StartAsync(Say);
        var people = new Department(rehearsal, Cities.DosPuentes);
        var samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
        foreach (var name in (string[])["city.zip", "calls.csv"])
        {
            Say($"dropping {name} into s3://{rehearsal.BucketName}/incoming/{Cities.DosPuentes}/");
            await people.UploadAsync(name, await File.ReadAllBytesAsync(Path.Combine(samples, name)));
            Print(await people.MailAsync(name));
        }

        Say($"POST {people.Plans} {Request}");
        var planId = await people.StartAsync(Request);
        var last = "";
        var end = await people.FollowAsync(planId, status =>
        {
            var now = string.Create(CultureInfo.InvariantCulture, $"{status["status"]} {status["stage"]} {status["progress"]}");
            if (now != last)
            {
                Say(last = now);
            }
        });
        if ((string?)end["status"] != "published")
        {
            Console.Error.WriteLine(end.ToJsonString() + await people.HistoryAsync(planId));
            return 1;
        }

        Print(await people.MailAsync("beats for"));
        Console.WriteLine($"""

            The plan's files:  s3://{rehearsal.BucketName}/plans/{Cities.DosPuentes}/{planId}/
            Calls to AWS:      {rehearsal.Gateway.Log.Calls.Count}, {rehearsal.Gateway.Log.Calls.Count(call => !call.Allowed)} of them denied
            Start-ups:         {Figures.StartUps(rehearsal)}
            Package:           {Figures.Package()}
            Most memory:       {Figures.Memory(rehearsal)}
            """);
        if (args.Contains("--keep"))
        {
            await KeepAsync(rehearsal, leftovers);
        }

        return 0;
    }

    private static async Task KeepAsync(Rehearsal rehearsal, Leftovers leftovers)
    {
        var keys = rehearsal.Administrator;
        Console.WriteLine($"""

            Left running until Ctrl-C. In another shell:

              export AWS_ACCESS_KEY_ID={keys.AccessKeyId} AWS_SECRET_ACCESS_KEY={keys.SecretKey} AWS_SESSION_TOKEN={keys.Token} AWS_DEFAULT_REGION={Account.Region}
              aws --endpoint-url {rehearsal.Gateway.Address} s3 ls --recursive s3://{rehearsal.BucketName}/
              aws --endpoint-url {rehearsal.Gateway.Address} s3 cp calls.csv s3://{rehearsal.BucketName}/incoming/{Cities.DosPuentes}/
              curl -H 'Authorization: Bearer {Cities.Token(Cities.DosPuentes)}' {rehearsal.Api.Address}cities/{Cities.DosPuentes}/plans

            What the functions print: {Path.Combine(Synthesis.Folder, "functions.log")}
            """);
        leftovers.IsWaitedFor = true;
        var printed = rehearsal.Mailbox.Mails.Count;
        while (!leftovers.Asked.IsCompleted)
        {
            await Task.WhenAny(leftovers.Asked, Task.Delay(500));
            foreach (var mail in rehearsal.Mailbox.Mails.Skip(printed))
            {
                Print(mail);
                printed++;
            }
        }
    }

    private static void Print(Events.Mail mail) =>
        Console.WriteLine($"\n--- e-mail to the subscribers of {mail.Topic}\nSubject: {mail.Subject}\n\n{mail.Body.TrimEnd()}\n---\n");

    private static void Say(string what) => Console.WriteLine($"== {what}");
}
