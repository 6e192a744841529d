// Shows the OpenAPI document that is beside the page.
window.addEventListener("load", () => {
  SwaggerUIBundle({
    dom_id: "#viewer",
    url: "openapi.json",
    layout: "BaseLayout",
    deepLinking: true,
    validatorUrl: null, // else the document is sent to somebody on the internet
  });
});
