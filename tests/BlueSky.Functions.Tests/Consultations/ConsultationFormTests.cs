using BlueSky.Functions.Consultations;

namespace BlueSky.Functions.Tests.Consultations;

public sealed class ConsultationFormTests
{
    private readonly ConsultationForm form = new();

    [Fact]
    public void It_asks_for_a_name_a_way_to_answer_and_a_message() =>
        Assert.Equal(
            [
                "name 100 required", "phone 100", "email 254", "preferred_contact 100", "preferred_time 100",
                "message 5000",
            ],
            form.Fields.Select(field => $"{field.Name} {field.MaxLength}{(field.Required ? " required" : "")}"));

    [Fact]
    public void It_is_known_to_addresses_and_to_people()
    {
        Assert.Equal("consultation", form.Name);
        Assert.Equal("Consultation request", form.Title);
    }

    [Fact]
    public void The_same_content_within_ten_minutes_is_the_same_request() =>
        Assert.Equal(TimeSpan.FromMinutes(10), form.RepeatWindow);
}
