using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Tests.Run;

public class KeysTests
{
    [Fact]
    public void A_key_is_filled_begun_and_named_in_a_right()
    {
        Keys.Part.For("beats-x-a1", 7).ShouldBe("runs/beats-x-a1/calls/7.json");
        Keys.Part.Begin("beats-x-a1").ShouldBe("runs/beats-x-a1/calls/");
        Keys.Part.Begin().ShouldBe("runs/");
        Keys.Part.Resource.ShouldBe("runs/*/calls/*.json");
        Keys.Part.Folder.ShouldBe("runs/*");
        Should.Throw<ArgumentException>(() => Keys.Part.For("beats-x-a1")).Message.ShouldStartWith("runs/{run}/calls/{part}.json has 2 blanks, and 1 values were given.");
    }

    [Theory]
    [InlineData("runs/beats-x-a1/calls/7.json", true)]
    [InlineData("runs/beats-x-a1/calls/7.jsonl", false)]
    [InlineData("runs/beats-x-a1/calls/.json", false)]
    [InlineData("runs//calls/7.json", false)]
    [InlineData("runs/a/b/calls/7.json", false)]
    [InlineData("runs/beats-x-a1/calls/7/8.json", false)]
    [InlineData("runs/beats-x-a1/seeded/7.json", false)]
    [InlineData("old/runs/beats-x-a1/calls/7.json", false)]
    public void A_key_is_known_again(string key, bool isOne) => Keys.Part.Matches(key).ShouldBe(isOne);

    [Fact]
    public void Every_key_knows_itself_again()
    {
        foreach (var key in typeof(Keys).GetProperties().Select(property => (FileKey)property.GetValue(null)!))
        {
            key.Matches(key.Resource.Replace("*", "x")).ShouldBeTrue(key.Pattern);
        }
    }
}
