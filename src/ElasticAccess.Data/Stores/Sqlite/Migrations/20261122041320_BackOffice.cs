using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElasticAccess.Data.Stores.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BackOffice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "managed_by",
                table: "line_item",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    audit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    time_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    operation = table.Column<string>(type: "TEXT", nullable: false),
                    resource = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.audit_id);
                });

            migrationBuilder.CreateTable(
                name: "feature",
                columns: table => new
                {
                    feature_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feature", x => x.feature_id);
                });

            migrationBuilder.CreateTable(
                name: "license_model",
                columns: table => new
                {
                    license_model_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    elastic = table.Column<bool>(type: "INTEGER", nullable: true),
                    rate_table_series = table.Column<string>(type: "TEXT", nullable: true),
                    overdraft_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    overdraft_micro = table.Column<long>(type: "INTEGER", nullable: false),
                    is_deployed = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_license_model", x => x.license_model_id);
                    table.CheckConstraint("license_model_overdraft_micro_is_an_integer", "typeof(overdraft_micro) in ('integer', 'null')");
                });

            migrationBuilder.CreateTable(
                name: "product",
                columns: table => new
                {
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    is_deployed = table.Column<bool>(type: "INTEGER", nullable: false),
                    features = table.Column<string>(type: "TEXT", nullable: false),
                    license_models = table.Column<string>(type: "TEXT", nullable: false),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product", x => x.product_id);
                });

            migrationBuilder.CreateTable(
                name: "entitlement",
                columns: table => new
                {
                    entitlement_id = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<string>(type: "TEXT", nullable: true),
                    channel_partners = table.Column<string>(type: "TEXT", nullable: false),
                    bulk = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entitlement", x => x.entitlement_id);
                    table.ForeignKey(
                        name: "FK_entitlement_account_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "account_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entitlement_line_item",
                columns: table => new
                {
                    activation_id = table.Column<string>(type: "TEXT", nullable: false),
                    entitlement_id = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    license_model_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part_number = table.Column<string>(type: "TEXT", nullable: true),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    start_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    end_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    inactive_with_entitlement = table.Column<bool>(type: "INTEGER", nullable: false),
                    overdraft_percent_micro = table.Column<long>(type: "INTEGER", nullable: true),
                    overdraft_type = table.Column<int>(type: "INTEGER", nullable: false),
                    overdraft_limit = table.Column<long>(type: "INTEGER", nullable: false),
                    maintenance = table.Column<string>(type: "TEXT", nullable: true),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entitlement_line_item", x => x.activation_id);
                    table.CheckConstraint("entitlement_line_item_overdraft_percent_micro_is_an_integer", "typeof(overdraft_percent_micro) in ('integer', 'null')");
                    table.CheckConstraint("entitlement_line_item_quantity_is_an_integer", "typeof(quantity) in ('integer', 'null')");
                    table.ForeignKey(
                        name: "FK_entitlement_line_item_entitlement_entitlement_id",
                        column: x => x.entitlement_id,
                        principalTable: "entitlement",
                        principalColumn: "entitlement_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_entitlement_line_item_license_model_license_model_id",
                        column: x => x.license_model_id,
                        principalTable: "license_model",
                        principalColumn: "license_model_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_entitlement_line_item_product_product_id",
                        column: x => x.product_id,
                        principalTable: "product",
                        principalColumn: "product_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claim",
                columns: table => new
                {
                    activation_id = table.Column<string>(type: "TEXT", nullable: false),
                    entitlement_id = table.Column<string>(type: "TEXT", nullable: false),
                    from_activation_id = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    overdraft_type = table.Column<int>(type: "INTEGER", nullable: false),
                    overdraft_limit = table.Column<long>(type: "INTEGER", nullable: false),
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim", x => x.activation_id);
                    table.CheckConstraint("claim_quantity_is_an_integer", "typeof(quantity) in ('integer', 'null')");
                    table.ForeignKey(
                        name: "FK_claim_account_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "account_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_claim_entitlement_entitlement_id",
                        column: x => x.entitlement_id,
                        principalTable: "entitlement",
                        principalColumn: "entitlement_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_claim_entitlement_line_item_from_activation_id",
                        column: x => x.from_activation_id,
                        principalTable: "entitlement_line_item",
                        principalColumn: "activation_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_created_ms_account_id",
                table: "account",
                columns: new[] { "created_ms", "account_id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_time_ms_audit_id",
                table: "audit",
                columns: new[] { "time_ms", "audit_id" });

            migrationBuilder.CreateIndex(
                name: "IX_claim_account_id",
                table: "claim",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_claim_entitlement_id",
                table: "claim",
                column: "entitlement_id");

            migrationBuilder.CreateIndex(
                name: "IX_claim_from_activation_id",
                table: "claim",
                column: "from_activation_id");

            migrationBuilder.CreateIndex(
                name: "IX_entitlement_account_id",
                table: "entitlement",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_entitlement_created_ms_entitlement_id",
                table: "entitlement",
                columns: new[] { "created_ms", "entitlement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_entitlement_line_item_entitlement_id_position",
                table: "entitlement_line_item",
                columns: new[] { "entitlement_id", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_entitlement_line_item_license_model_id",
                table: "entitlement_line_item",
                column: "license_model_id");

            migrationBuilder.CreateIndex(
                name: "IX_entitlement_line_item_product_id",
                table: "entitlement_line_item",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "IX_feature_created_ms_feature_id",
                table: "feature",
                columns: new[] { "created_ms", "feature_id" });

            migrationBuilder.CreateIndex(
                name: "IX_feature_name_version",
                table: "feature",
                columns: new[] { "name", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_license_model_created_ms_license_model_id",
                table: "license_model",
                columns: new[] { "created_ms", "license_model_id" });

            migrationBuilder.CreateIndex(
                name: "IX_license_model_name",
                table: "license_model",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_product_created_ms_product_id",
                table: "product",
                columns: new[] { "created_ms", "product_id" });

            migrationBuilder.CreateIndex(
                name: "IX_product_name_version",
                table: "product",
                columns: new[] { "name", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "claim");

            migrationBuilder.DropTable(
                name: "feature");

            migrationBuilder.DropTable(
                name: "entitlement_line_item");

            migrationBuilder.DropTable(
                name: "entitlement");

            migrationBuilder.DropTable(
                name: "license_model");

            migrationBuilder.DropTable(
                name: "product");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropColumn(
                name: "managed_by",
                table: "line_item");
        }
    }
}
