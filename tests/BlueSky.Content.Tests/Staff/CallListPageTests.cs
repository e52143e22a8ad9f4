namespace BlueSky.Content.Tests.Staff;

public sealed class CallListPageTests
{
    [Fact]
    public async Task Each_person_has_a_line_with_room_for_notes()
    {
        var rows = (await StaffRendering.RenderAsync("call-list")).QuerySelectorAll("tbody tr");

        Assert.Equal(
            [
                "Maria Lopez|505-555-0142|weekday mornings;;Language: Spanish (es)|Since Tue, Nov 24|",
                "Tom Begay|505-555-0177|after 4 PM|Since Fri, Nov 27|",
                "Lee Chee|my sister's, 4 1 2||Since Fri, Nov 27|",
                "Ana Whitehorse|ana@example.org|Prefers email|Since Wed, Nov 25. No answer today|",
            ],
            rows.Select(row => string.Join('|', row.Children.Select(cell => cell.ChildElementCount == 0
                ? cell.TextContent
                : string.Join(';', cell.Children.Select(part => part.TextContent))))));
    }

    [Fact]
    public async Task The_paper_says_that_it_is_private_and_who_printed_it()
    {
        var document = await StaffRendering.RenderAsync("call-list");

        Assert.Equal(
            "Private. Blue Sky Ketamine. Printed by Rosa, 10:20 AM. Shred after use.",
            document.QuerySelector(".printhead")!.TextContent);
        Assert.All(
            document.QuerySelectorAll("main .note, main .up"), part => Assert.Contains("noprint", part.ClassList));
    }
}
