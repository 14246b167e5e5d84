namespace SmartBeats.Rehearsal.DataApi;

public sealed class StatementTextTests
{
    [Theory]
    [InlineData("SELECT :a, :b, :a", "SELECT $1, $2, $1", "a b")]
    [InlineData("SELECT :a::text, '10:b'", "SELECT $1::text, '10:b'", "a")]
    [InlineData("SELECT 'it''s :a', E'\\':a', \":a\", :b", "SELECT 'it''s :a', E'\\':a', \":a\", $1", "b")]
    [InlineData("SELECT 1 -- :a; x\n, :b /* :c /* ; */ :d */", "SELECT 1 -- :a; x\n, $1 /* :c /* ; */ :d */", "b")]
    [InlineData("SELECT $$:a; 'x$$, $f$ $$ ; $f$, array[1,2,3][1:2]", "SELECT $$:a; 'x$$, $f$ $$ ; $f$, array[1,2,3][1:2]", "")]
    [InlineData("SELECT 1; -- over\n ;", "SELECT 1; -- over\n ;", "")]
    public void Names_are_found_where_they_are_names(string sql, string numbered, string names)
    {
        var text = StatementText.Parse(sql);
        text.Sql.ShouldBe(numbered);
        string.Join(' ', text.Names).ShouldBe(names);
    }

    [Theory]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT ';'; 'x'")]
    [InlineData("SELECT 1;/* x */:a")]
    public void Several_statements_are_refused(string sql) =>
        Should.Throw<DataApiError>(() => StatementText.Parse(sql)).Message.ShouldBe("Multistatements aren't supported.");
}
