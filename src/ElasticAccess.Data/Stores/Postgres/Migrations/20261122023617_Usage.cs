using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElasticAccess.Data.Stores.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Usage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "charge_write_ms",
                table: "session",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "line_item_history",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false),
                    at_ms = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    start_ms = table.Column<long>(type: "bigint", nullable: false),
                    end_ms = table.Column<long>(type: "bigint", nullable: false),
                    elastic = table.Column<bool>(type: "boolean", nullable: true),
                    rate_table_series = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    overdraft_type = table.Column<int>(type: "integer", nullable: false),
                    overdraft_limit = table.Column<long>(type: "bigint", nullable: true),
                    reset_frequency = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_line_item_history", x => new { x.instance_id, x.line_item_id, x.n });
                    table.ForeignKey(
                        name: "FK_line_item_history_line_item_instance_id_line_item_id",
                        columns: x => new { x.instance_id, x.line_item_id },
                        principalTable: "line_item",
                        principalColumns: new[] { "instance_id", "line_item_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "usage_feed",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_sequence = table.Column<long>(type: "bigint", nullable: false),
                    to_sequence = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    min_usage_ms = table.Column<long>(type: "bigint", nullable: false),
                    max_usage_ms = table.Column<long>(type: "bigint", nullable: false),
                    min_write_ms = table.Column<long>(type: "bigint", nullable: false),
                    max_write_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_feed", x => new { x.instance_id, x.from_sequence });
                });

            migrationBuilder.CreateTable(
                name: "usage_head",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    dropped_rows = table.Column<long>(type: "bigint", nullable: false),
                    dropped_sequence = table.Column<long>(type: "bigint", nullable: false),
                    dropped_usage_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_head", x => x.instance_id);
                    table.ForeignKey(
                        name: "FK_usage_head_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "usage_rollup",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grain = table.Column<int>(type: "integer", nullable: false),
                    bucket_ms = table.Column<long>(type: "bigint", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    who_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charged_thousands = table.Column<long>(type: "bigint", nullable: false),
                    charged_micro = table.Column<long>(type: "bigint", nullable: false),
                    refunded_thousands = table.Column<long>(type: "bigint", nullable: false),
                    refunded_micro = table.Column<long>(type: "bigint", nullable: false),
                    count_thousands = table.Column<long>(type: "bigint", nullable: false),
                    count_micro = table.Column<long>(type: "bigint", nullable: false),
                    denials = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_rollup", x => new { x.instance_id, x.grain, x.bucket_ms, x.line_item_id, x.item, x.version, x.who_id });
                });

            migrationBuilder.CreateTable(
                name: "usage_who",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    who_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requester_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requester_value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dictionary = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_who", x => new { x.instance_id, x.who_id });
                });

            migrationBuilder.CreateIndex(
                name: "usage_feed_by_time",
                table: "usage_feed",
                columns: new[] { "min_usage_ms", "instance_id" });

            migrationBuilder.CreateIndex(
                name: "usage_feed_in_order",
                table: "usage_feed",
                column: "position");

            migrationBuilder.CreateIndex(
                name: "usage_feed_of_instance_in_order",
                table: "usage_feed",
                columns: new[] { "instance_id", "position" });

            migrationBuilder.CreateIndex(
                name: "usage_rollup_by_time",
                table: "usage_rollup",
                columns: new[] { "grain", "bucket_ms" });

            migrationBuilder.Sql(PostgresSchemaUsage.Months);
            migrationBuilder.Sql(PostgresSchemaUsage.Partition);
            migrationBuilder.Sql(PostgresSchemaUsage.FirstMonths);
            migrationBuilder.Sql(PostgresSchemaUsage.Copy);
            migrationBuilder.Sql(PostgresSchemaUsage.Once);
            migrationBuilder.Sql(PostgresSchemaUsage.ChargeTimes);
            migrationBuilder.Sql(UsageSchema.FirstHistory);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("The ledger does not leave its partitions");
    }
}
