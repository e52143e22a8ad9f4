using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Tests.Forms;

public sealed class FormCatalogTests
{
    private static readonly FormCatalog Forms = new([Entries.Subscribe, Entries.Consultation]);

    [Fact]
    public void A_form_is_found_by_its_name()
    {
        Assert.Same(Entries.Subscribe, Forms.Find("subscribe"));
        Assert.Same(Entries.Consultation, Forms.Find("consultation"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("subscribe/")]
    public void An_unknown_name_finds_nothing(string name) => Assert.Null(Forms.Find(name));
}
