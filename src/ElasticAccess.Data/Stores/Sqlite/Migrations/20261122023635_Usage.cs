using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElasticAccess.Data.Stores.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "line_item_history",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line_item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    n = table.Column<long>(type: "INTEGER", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    start_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    end_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    elastic = table.Column<bool>(type: "INTEGER", nullable: true),
                    rate_table_series = table.Column<string>(type: "TEXT", nullable: true),
                    overdraft_type = table.Column<int>(type: "INTEGER", nullable: false),
                    overdraft_limit = table.Column<long>(type: "INTEGER", nullable: true),
                    reset_frequency = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_line_item_history", x => new { x.instance_id, x.line_item_id, x.n });
                    table.CheckConstraint("line_item_history_quantity_is_an_integer", "typeof(quantity) in ('integer', 'null')");
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
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    to_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    min_usage_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    max_usage_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    min_write_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    max_write_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_feed", x => new { x.instance_id, x.from_sequence });
                });

            migrationBuilder.CreateTable(
                name: "usage_head",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    dropped_rows = table.Column<long>(type: "INTEGER", nullable: false),
                    dropped_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    dropped_usage_ms = table.Column<long>(type: "INTEGER", nullable: true)
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
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    grain = table.Column<int>(type: "INTEGER", nullable: false),
                    bucket_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    line_item_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    who_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    charged_thousands = table.Column<long>(type: "INTEGER", nullable: false),
                    charged_micro = table.Column<long>(type: "INTEGER", nullable: false),
                    refunded_thousands = table.Column<long>(type: "INTEGER", nullable: false),
                    refunded_micro = table.Column<long>(type: "INTEGER", nullable: false),
                    count_thousands = table.Column<long>(type: "INTEGER", nullable: false),
                    count_micro = table.Column<long>(type: "INTEGER", nullable: false),
                    denials = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_rollup", x => new { x.instance_id, x.grain, x.bucket_ms, x.line_item_id, x.item, x.version, x.who_id });
                    table.CheckConstraint("usage_rollup_charged_micro_is_an_integer", "typeof(charged_micro) in ('integer', 'null')");
                    table.CheckConstraint("usage_rollup_charged_thousands_is_an_integer", "typeof(charged_thousands) in ('integer', 'null')");
                    table.CheckConstraint("usage_rollup_count_micro_is_an_integer", "typeof(count_micro) in ('integer', 'null')");
                    table.CheckConstraint("usage_rollup_count_thousands_is_an_integer", "typeof(count_thousands) in ('integer', 'null')");
                    table.CheckConstraint("usage_rollup_refunded_micro_is_an_integer", "typeof(refunded_micro) in ('integer', 'null')");
                    table.CheckConstraint("usage_rollup_refunded_thousands_is_an_integer", "typeof(refunded_thousands) in ('integer', 'null')");
                });

            migrationBuilder.CreateTable(
                name: "usage_who",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    who_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requester_type = table.Column<string>(type: "TEXT", nullable: false),
                    requester_value = table.Column<string>(type: "TEXT", nullable: false),
                    dictionary = table.Column<string>(type: "TEXT", nullable: true)
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

            migrationBuilder.Sql(SqliteSchema.ChargeTimes);
            migrationBuilder.Sql(UsageSchema.FirstHistory);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "line_item_history");

            migrationBuilder.DropTable(
                name: "usage_feed");

            migrationBuilder.DropTable(
                name: "usage_head");

            migrationBuilder.DropTable(
                name: "usage_rollup");

            migrationBuilder.DropTable(
                name: "usage_who");

            migrationBuilder.DropColumn(
                name: "charge_write_ms",
                table: "session");
        }
    }
}
