using System.Text;
using SmartBeats.Calls.Mapping;
using SmartBeats.Calls.Streets;

namespace SmartBeats.Tests.Calls.Mapping;

public sealed class MappingTests
{
    private const string Rows = "Call No,Opened,Lat,Lon\nA1,03/04/2024 1:00 PM,33.4,-112.1\nA2,{0}/04/2024 1:00 PM,33.5,-112.2\n";

    [Fact]
    public void Dates_without_a_day_over_12_are_asked_for_and_never_guessed()
    {
        var proposal = ExportFile.Parse(Rows.Replace("{0}", "05")).Propose();

        proposal.Doubts.ShouldHaveSingleItem().Question.ShouldBe("dates of Opened may be month/day or day/month: no value has a day over 12 that would tell");
        Should.Throw<InputException>(() => proposal.Confirm("export.csv"));
        var settled = new MappingChanges { DayFirst = true }.ApplyTo(proposal);
        settled.Confirm("export.csv").Time!.Format.ToString().ShouldBe("dd/MM/yyyy hh:mm:ss tt");
    }

    [Fact]
    public void Other_stamps_are_no_question_of_their_own()
    {
        const string rows = "Call No,Call Received,Dispatched,Cleared,Lat,Lon\nA1,{0},03/04/2024 1:02 PM,03/04/2024 1:30 PM,33.4,-112.1\n";
        var open = ExportFile.Parse(rows.Replace("{0}", "03/04/2024 1:00 PM")).Propose();
        open.Doubts.Count.ShouldBe(1, "one answer is true of all columns");
        var settled = new MappingChanges { DayFirst = true }.ApplyTo(open).Mapping;
        settled.Cleared!.Format.ShouldBe(settled.Time!.Format);

        var like = ExportFile.Parse(rows.Replace("{0}", "25/04/2024 1:00 PM")).Propose();
        like.Doubts.ShouldBeEmpty();
        like.Mapping.Dispatched!.Format.Order.ShouldBe(DateOrder.DayMonthYear);

        var iso = ExportFile.Parse(rows.Replace("{0}", "2024-04-03 13:00")).Propose();
        iso.Doubts.ShouldBeEmpty();
        iso.Mapping.Dispatched.ShouldBeNull();
        ExportFile.Parse(rows.Replace("{0}", "2024-04-03 13:00")).Propose(changes: new MappingChanges { DayFirst = true }).Mapping.Dispatched!.Format.Order.ShouldBe(DateOrder.DayMonthYear);
        iso.Notes.ShouldContain("Dates of Cleared may be month/day or day/month, and no value tells: --day-first or --month-first has them read, else they are left out.");
    }

    [Fact]
    public void A_value_over_12_in_first_place_decides_for_day_first()
    {
        var file = ExportFile.Parse(Rows.Replace("{0}", "25"));
        var mapping = file.Propose().Confirm("export.csv");

        file.Apply(mapping).Calls[1].LocalSeconds.ShouldBe(new DateTimeOffset(2024, 4, 25, 13, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds());
    }

    [Fact]
    public void Book_gives_back_the_mapping_of_a_header_in_any_order()
    {
        var book = new MappingBook();
        book.Keep(ExportFile.Parse(Rows.Replace("{0}", "25")).Propose().Confirm("export.csv"));

        var json = book.ToJson();
        var again = MappingBook.Read("mapping.json", Encoding.UTF8.GetBytes(json));
        again.ToJson().ShouldBe(json);
        again.Find(["LON", "Lat ", "Opened", "Call No"]).ShouldNotBeNull();
        again.Find(["Lon", "Lat", "Opened"]).ShouldBeNull();
    }

    [Fact]
    public void State_plane_is_read_by_its_number()
    {
        var file = ExportFile.Parse("id,timestamp,geom\nE0,2020-01-02 15:04:05,POINT(645000.5 895000.1)\n");
        var proposal = new MappingChanges { PlaceSystem = "EPSG:2223" }.ApplyTo(file.Propose());
        var call = file.Apply(proposal.Confirm("export.csv")).Calls.ShouldHaveSingleItem();

        call.Longitude.ShouldBe(-112.0966, 0.01);
        call.Latitude.ShouldBe(33.4602, 0.01);
    }

    [Fact]
    public void Street_index_places_number_block_and_crossing_and_not_another_direction()
    {
        var index = new StreetIndex([
            new("W OCOTILLO RD", new(5901, 5999), new(5900, 5998), [(-112.20, 33.5), (-112.19, 33.5)]),
            new("N 59TH AVE", new(6701, 6799), new(6700, 6798), [(-112.19, 33.5), (-112.19, 33.51)]),
        ]);

        index.FindPlace("5950 West Ocotillo Road").Longitude.ShouldBe(-112.195, 0.001);
        index.FindPlace("59XX W OCOTILO RD").Outcome.ShouldBe(StreetOutcome.Placed);
        index.FindPlace("059TH AV / W OCOTILLO RD").Longitude.ShouldBe(-112.19, 1e-9);
        index.FindPlace("5950 E OCOTILLO RD").Outcome.ShouldBe(StreetOutcome.Unknown);
    }

    [Fact]
    public void Mutated_files_are_mapped_or_refused_in_words()
    {
        var random = new Random(15);
        const string letters = "\u0000 ,/:-+.()0159ApPMTZ\"éPOINT";
        for (var round = 0; round < 3000; round++)
        {
            var fields = Enumerable.Range(0, 4).Select(_ => new[] { "Call No", "Opened", "Lat", "Lon" }).ToList();
            fields[1] = ["A1", "03/25/2024 1:00 PM", "33.4", "-112.1"];
            fields[2] = ["A2", "20240331 150405", "(33.4, -112.1)", "SRID=4326;POINT Z (-112 33 0)"];
            fields[3] = ["A3", "Jan 05 2019 03:23:01:000AM", "1e308", "45000.5"];
            for (var edit = 0; edit < 6; edit++)
            {
                var row = fields[random.Next(4)];
                var at = random.Next(4);
                var text = row[at].ToCharArray();
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = random.Next(4) == 0 ? letters[random.Next(letters.Length)] : text[i];
                }

                row[at] = new string(text)[..random.Next(text.Length + 1)];
            }

            try
            {
                var proposer = new MappingProposer(fields[0], "x.csv");
                fields.Skip(1).ToList().ForEach(row => proposer.AddRow(new TextFields(row)));
                var reader = new MappedRowReader(proposer.Propose().Confirm("x.csv"), fields[0], ExportFile.Phoenix, "x.csv");
                fields.Skip(1).ToList().ForEach(row => reader.Read(new TextFields(row), out _, out _, out _));
            }
            catch (InputException refusal)
            {
                refusal.Remedy.ShouldNotBeEmpty();
            }
        }
    }
}
