using System.Globalization;
using ElasticAccess.Domain.Rating;

namespace ElasticAccess.Domain.Tests.Rating;

public partial class FormulaTests
{
    // "formula | variables => rate", or "=> ! part of the reason" where it has no value.
    public static TheoryData<string> Literals => Cases.Of("""
        0                  => 0
        1                  => 1
        007                => 7
        2.5                => 2.5
        .5                 => 0.5
        0.000001           => 0.000001
        0.0000001          => 0
        0.0000005          => 0               # The result is rounded half to even.
        0.0000015          => 0.000002
        0.0000025          => 0.000002
        0.000002500001     => 0.000003
        0.0000025000001    => 0.000002        # The 13th decimal is a crumb.
        1234567.891        => 1234567.891
        9000000000000      => 9000000000000
        9000000000000.0000001 => 9000000000000
        9000000000000.000001  => ! larger than 9000000000000
        9999999999999999999999999999 => ! larger than
        1.000000000000000000000000000 => 1    # 28 digits.
        -1                 => ! negative
        -0                 => 0
        -0.0000001         => 0               # Judged after it is rounded.
        -0.0000006         => ! negative
          1                => 1
        """);

    public static TheoryData<string> Operators => Cases.Of("""
        1+2                => 3
        1 + 2              => 3
        3-2                => 1
        2-3                => ! negative
        2*3                => 6
        6/4                => 1.5
        1/3                => 0.333333
        2/3                => 0.666667
        1/8                => 0.125
        2^3                => 8
        2^0                => 1
        2^-1               => 0.5
        2^-3               => 0.125
        1+2*3              => 7
        (1+2)*3            => 9
        2*3+1              => 7
        2*(3+1)            => 8
        10-2-3             => 5               # From left to right.
        10-(2-3)           => 11
        24/4/2             => 3
        24/(4/2)           => 12
        24/4*2             => 12
        24*4/2             => 48
        2*3^2              => 18
        (2*3)^2            => 36
        2^3*2              => 16
        2^3^2              => 64              # From left to right, as spreadsheets do.
        2^(3^2)            => 512
        2^2^2^2            => 256
        1+2^3*4-5          => 28
        -2^2               => 4               # Unary minus binds tighter than the power.
        0-2^2              => ! negative
        10-2^2             => 6
        10--2^2            => 6               # 10 - ((-2)^2)
        (-2)^2             => 4
        -(2^2)             => ! negative
        --2                => 2
        ---2               => ! negative
        - - 2              => 2
        5--2               => 7
        5---2              => 3
        5+-2               => 3
        5*-2+20            => 10
        -5*-2              => 10
        -10/-4             => 2.5
        2^--2              => 4
        -2^3+10            => 2
        -(1-3)             => 2
        -(-(2))            => 2
        ((((1))))          => 1
        1/0                => ! division by zero
        0/0                => ! division by zero
        1/(2-2)            => ! division by zero
        0/5                => 0
        1/3*3              => 1               # No crumbs.
        1/3+1/3+1/3        => 1
        2/3*3/2            => 1
        1/7*7              => 1
        0.1+0.2            => 0.3
        0.1*3-0.3          => 0
        1/3-1/3            => 0
        100000000*100000000/100000000 => 100000000
        10000000000000*1000000000000000/10000000000000000 => 1000000000000
        99999999999999*99999999999999999 => ! grows beyond 10^28
        9999999999999999999999999999+9999999999999999999999999999 => ! grows beyond 10^28
        0-9999999999999999999999999999-9999999999999999999999999999 => ! grows beyond 10^28
        9999999999999999999999999999/0.1 => ! grows beyond 10^28
        1/0.0000000000000000000000000001/1000000000000000 => ! larger than
        1/0.0000000000000000000000000001/10000000000000000 => 1000000000000
        """);

    public static TheoryData<string> Variables => Cases.Of("""
        x | x=3                        => 3
        X | x=3                        => 3
        x | X=3                        => 3
        -x | x=-3                      => 3   # Unary minus before a variable.
        -x^2 | x=3                     => 9
        2*-x+10 | x=3                  => 4
        x*y | x=2, y=2.5               => 5
        x*X | x=3                      => 9
        x+x2 | x=1, x2=5               => 6
        gpu_hours * 2 | gpu_hours=1.5  => 3
        render.hours | render.hours=2  => 2
        _a | _a=4                      => 4
        höhe | HÖHE=4                  => 4
        min | min=7                    => 7   # A function's name is a variable where no parenthesis follows.
        MIN(min,max) | MIN=7, MAX=9    => 7
        x | x=1, unused=99             => 1
        x | y=1                        => ! the variable 'x' is missing
        x+y | x=1                      => ! the variable 'y' is missing
        x                              => ! the variable 'x' is missing
        0*x                            => ! the variable 'x' is missing
        x | x=1, X=1                   => ! more than once
        x | x=10000000000000000000000000001 => ! too large
        10/x | x=0                     => ! division by zero
        x-5 | x=4                      => ! negative
        x | x=9000000000001            => ! larger than
        x | x=0.0000005                => 0
        MAX(1,CEILING.MATH(minutes/15))*0.25 | minutes=31 => 0.75
        MAX(1,CEILING.MATH(minutes/15))*0.25 | minutes=0  => 0.25
        ROUND(cores^0.8*1.5,2) | cores=16                 => 13.78
        SUM(PRODUCT(a,2),POWER(b,2)) | a=3, b=4           => 22
        """);

    [Theory]
    [MemberData(nameof(Literals))]
    [MemberData(nameof(Operators))]
    [MemberData(nameof(Powers))]
    [MemberData(nameof(Functions))]
    [MemberData(nameof(Variables))]
    public void A_formula_has_the_value_a_spreadsheet_would_show(string row)
    {
        var (left, expected) = Cases.Split(row);
        var parts = left.Split('|');
        var variables = parts.Length == 1
            ? []
            : parts[1].Split(',').Select(pair => pair.Split('=')).ToDictionary(
                pair => pair[0].Trim(), pair => decimal.Parse(pair[1], CultureInfo.InvariantCulture));

        Assert.True(Formula.TryParse(parts[0], out var formula, out var fault), fault?.ToString());
        var result = formula.Evaluate(variables);

        if (expected[0] == '!')
        {
            var failed = Assert.IsType<FormulaResult.Failed>(result);
            Assert.Contains(expected[1..].Trim(), failed.Reason, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(new FormulaResult.Value(Tokens.Parse(expected)), result);
        }
    }

    [Fact]
    public void The_tables_hold_at_least_200_worked_cases() =>
        Assert.True(Literals.Count + Operators.Count + Powers.Count + Functions.Count + Variables.Count >= 200);

    [Fact]
    public void A_formula_names_its_variables_once_each()
    {
        Assert.True(Formula.TryParse("Hours * rate + HOURS / max(cores, RATE)", out var formula, out _));

        Assert.Equal(["Hours", "rate", "cores"], formula.Variables);
        Assert.Equal("Hours * rate + HOURS / max(cores, RATE)", formula.Text);
    }
}
