namespace ElasticAccess.Domain.Tests.Sessions;

/// <summary>The time lines of the contract, in minutes; A costs 6, B 9, C a millionth of a token.</summary>
public class SessionTimelineTests
{
    [Fact]
    public void S1_a_session_is_charged_by_the_hour_and_the_unused_rest_is_given_back() => Timeline.Play("""
          0  request A        charge 6
         60                   charge 6
         80  heartbeat
        120                   charge 6
        140  close            refund 4, TERMINATED
        141  show             TERMINATED until 0, used 14
        """);

    [Fact]
    public void S2_another_set_in_mid_session_starts_a_new_time_line() => Timeline.Play("""
          0  request A        charge 6
         60                   charge 6
         80  heartbeat
        120                   charge 6
        140  request A B      refund 4, charge 15
        140  show             ACTIVE until 200, used 29
        200                   charge 15
        230                   refund 15, TERMINATED
        """);

    [Fact]
    public void A9_without_a_heartbeat_the_last_automatic_charge_is_given_back_whole() => Timeline.Play("""
          0  request A        charge 6
         60                   charge 6
         90                   refund 6, TERMINATED
         91  show             TERMINATED until 0, used 6
         95  heartbeat        refused
         96  request A        refused
         97  close            refused
        """);

    [Fact]
    public void A10_a_halt_gives_the_rest_back_and_costs_nothing_until_the_next_request() => Timeline.Play("""
          0  request A        charge 6
         15  halt             refund 4.5, IDLE
         16  show             IDLE until 0, used 1.5
         50  request A        charge 6
         50  show             ACTIVE until 110, used 7.5
        110                   charge 6
        """);

    [Fact]
    public void A11_a_denied_change_leaves_all_as_it_was_or_ends_the_session()
    {
        Timeline.Play("""
              0  request A            charge 6
             20  request A B          denied
             20  show                 ACTIVE until 60, used 6
             60                       charge 6
            """, tokens: 12);

        Timeline.Play("""
              0  request A            charge 6
             20  request A B or end   denied, refund 4, TERMINATED
             20  show                 TERMINATED until 0, used 2
             21  heartbeat            refused
            """, tokens: 12);
    }

    [Fact]
    public void The_refund_of_the_old_set_helps_to_pay_the_new_one() => Timeline.Play("""
          0  request A        charge 6
         30  request B        refund 3, charge 9
        """, tokens: 12);

    [Fact]
    public void An_idle_session_that_is_denied_stays_idle_or_ends_without_a_refund()
    {
        Timeline.Play("""
              0  request A            denied
              1  heartbeat
              1  show                 IDLE until 0, used 0
            """, tokens: 5);

        Timeline.Play("""
              0  request A or end     denied, refund 0, TERMINATED
            """, tokens: 5);
    }

    [Fact]
    public void A_session_that_cannot_be_charged_again_ends_and_what_was_used_stays_paid() => Timeline.Play("""
          0  request A        charge 6
         60                   TERMINATED
         61  heartbeat        refused
         61  show             TERMINATED until 0, used 6
        """, tokens: 11);

    [Fact]
    public void A_heartbeat_before_the_first_automatic_charge_does_not_count_for_it() => Timeline.Play("""
          0  request A        charge 6
         40  heartbeat
         59  heartbeat
         60                   charge 6
         90                   refund 6, TERMINATED
        """);

    [Fact]
    public void A_granted_request_is_a_sign_of_life_and_a_denied_one_is_none()
    {
        Timeline.Play("""
              0  request A        charge 6
             60                   charge 6
             70  request A        refund 5, charge 6
            130                   charge 6
            """);

        Timeline.Play("""
              0  request A        charge 6
             60                   charge 6
             70  request A B      denied
             90                   refund 6, TERMINATED
            """, tokens: 12);
    }

    [Fact]
    public void After_a_halt_no_heartbeat_is_awaited() => Timeline.Play("""
          0  request A        charge 6
         60                   charge 6
         75  halt             refund 4.5, IDLE
        500  heartbeat
        500  show             IDLE until 0, used 7.5
        """);

    [Fact]
    public void A_heartbeat_is_in_time_until_the_very_end_of_its_window()
    {
        Timeline.Play("""
              0  request A            charge 6
             60                       charge 6
             89.9  heartbeat
            120                       charge 6
            """);

        Timeline.Play("""
              0  request A            charge 6
             60                       charge 6
             90  heartbeat
             90  show                 ACTIVE until 120, used 12
            """);

        Timeline.Play("""
              0  request A            charge 6
             60                       charge 6
             90                       refund 6, TERMINATED
             90.1  heartbeat          refused
            """);
    }

    [Fact]
    public void A_heartbeat_at_the_moment_of_the_charge_comes_after_it() => Timeline.Play("""
          0  request A        charge 6
         60                   charge 6
         60  heartbeat
        120                   charge 6
        """);

    [Fact]
    public void Any_other_call_at_the_end_of_the_window_finds_the_session_ended_and_the_charge_given_back() =>
        Timeline.Play("""
              0  request A        charge 6
             60                   charge 6
             90                   refund 6, TERMINATED
             90  close            refused
             90  request A        refused
             90  show             TERMINATED until 0, used 6
            """);

    [Fact]
    public void A_call_at_the_end_of_the_paid_interval_finds_the_next_one_charged_and_gets_it_back_whole()
    {
        Timeline.Play("""
              0  request A        charge 6
             60                   charge 6
             60  close            refund 6, TERMINATED
             60  show             TERMINATED until 0, used 6
            """);

        Timeline.Play("""
              0  request A        charge 6
             60                   charge 6
             60  request B        refund 6, charge 9
            120                   charge 9
            """);

        Timeline.Play("""
              0  request A        charge 6
             60                   charge 6
             60  halt             refund 6, IDLE
            """);
    }

    [Fact]
    public void A_call_at_the_moment_of_the_request_gives_everything_back() => Timeline.Play("""
          7  request A        charge 6
          7  request B        refund 6, charge 9
          7  close            refund 9, TERMINATED
          7  show             TERMINATED until 0, used 0
        """);

    [Fact]
    public void After_an_outage_nobody_is_billed_for_it() => Timeline.Play("""
           0  request A       charge 6
          60                  charge 6
          90                  refund 6, TERMINATED
        9000  request A       refused
        """);

    [Fact]
    public void A_period_changed_in_the_configuration_counts_from_the_next_charge_on() => Timeline.Play("""
          0  request A        charge 6
         10  period 20
         40  show             ACTIVE until 60, used 6
         60                   charge 6
         70  heartbeat
         80                   charge 6
         85  period 60
         90  heartbeat
         95  show             ACTIVE until 100, used 18
        100                   charge 6
        130  heartbeat
        150  request A        refund 1, charge 6
        210                   charge 6
        """);

    [Fact]
    public void Half_of_another_period_is_its_window() => Timeline.Play("""
          0  period 10
          0  request A        charge 6
         10                   charge 6
         15  heartbeat
         20                   charge 6
         25                   refund 6, TERMINATED
        """);

    [Fact]
    public void The_refund_goes_by_the_period_that_was_paid() => Timeline.Play("""
          0  request A        charge 6
         30  period 10
         30  close            refund 3, TERMINATED
        """);

    [Fact]
    public void Each_item_is_given_back_by_itself_half_to_even() => Timeline.Play("""
          0  request A C      charge 6.000001
         30  halt             refund 3, IDLE
         30  request C        charge 0.000001
         59  close            refund 0.000001, TERMINATED
        """);

    [Fact]
    public void Thirty_days_idle_end_a_session()
    {
        Timeline.Play("""
                0  heartbeat
            43199  heartbeat
            43200                 TERMINATED
            43200  request A      refused
            """);

        Timeline.Play("""
                0  request A      charge 6
               30  halt           refund 3, IDLE
              100  halt           refund 0, IDLE      # Still the same idleness.
            43229  show           IDLE until 0, used 3
            43230                 TERMINATED
            """);

        Timeline.Play("""
            43199  request A      charge 6
            43259                 charge 6
            43289                 refund 6, TERMINATED
            """);
    }

    [Fact]
    public void A_failed_session_is_as_final_as_a_terminated_one() => Timeline.Play("""
          0  request A        charge 6
         60                   charge 6
         61  fail             FAILED
        200  heartbeat        refused
        300  close            refused
        300  show             FAILED until 0, used 12
        """);

    [Fact]
    public void A_clock_that_jumps_back_gives_nothing_back_twice() => Timeline.Play("""
         50  request A        charge 6
         20  close            refund 6, TERMINATED    # Taken as minute 50, not as more than the whole.
         20  show             TERMINATED until 0, used 0
        """);
}
